using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Configuration;

/// <summary>Which client certificates count. What passes here is handed to the security plugin as verified.</summary>
internal sealed record ClientCertificateSettings
{
    /// <summary>Whether clients are asked for one.</summary>
    public ClientCertificateDemand Demand { get; init; }

    /// <summary>The only roots that count; those of the operating system do not.</summary>
    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    /// <summary>SHA-256 thumbprints of certificates that are refused, of clients or of issuers.</summary>
    public IReadOnlySet<string> Denied { get; init; } = new HashSet<string>();

    /// <summary>True to ask the issuers' revocation services (CRL, OCSP); who cannot be asked about is refused.</summary>
    public bool ChecksRevocationOnline { get; init; }
}
