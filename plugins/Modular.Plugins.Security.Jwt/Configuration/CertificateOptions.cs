namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>
/// Callers that are known by the client certificate of their TLS connection. What is given must all fit. Names are
/// patterns with <c>*</c> and <c>?</c>, compared without case.
/// </summary>
internal sealed class CertificateOptions
{
    /// <summary>Common name of the certificate's subject.</summary>
    public string? CommonName { get; set; }

    /// <summary>One of its DNS names (subject alternative name).</summary>
    public string? DnsName { get; set; }

    /// <summary>One of its URIs (subject alternative name), for example a SPIFFE identifier.</summary>
    public string? Uri { get; set; }

    /// <summary>SHA-256 of the certificate, 64 hexadecimal digits.</summary>
    public string? Thumbprint { get; set; }

    /// <summary>The caller's name (subject), owner of its locks; null for the name of the certificate that fitted first.</summary>
    public string? Name { get; set; }

    /// <summary>Claims the caller gets, each with its values; rights are made from them as from those of a token.</summary>
    public Dictionary<string, string[]> Claims { get; set; } = [];
}
