using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Configuration;

/// <summary>The server's certificate with its private key, and the issuers in between that clients need to follow it to a root.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Issuers">Certificates of issuers, as the file has them; may be empty.</param>
internal sealed record ServerCertificate(X509Certificate2 Certificate, X509Certificate2Collection Issuers)
{
    /// <summary>Reads the files.</summary>
    /// <param name="source">Where they are.</param>
    /// <returns>The certificate; lives as long as the server.</returns>
    /// <exception cref="CryptographicException">A file holds something else, or another password is needed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ServerCertificate Load(CertificateSettings source) => IsPkcs12(source) ? LoadPkcs12(source) : LoadPem(source);

    private static bool IsPkcs12(CertificateSettings source) =>
        source.KeyPath is null
        && (source.Path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || source.Path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase));

    private static ServerCertificate LoadPkcs12(CertificateSettings source)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(source.Path, source.Password);
        var certificate = all.FirstOrDefault(static candidate => candidate.HasPrivateKey)
            ?? throw new CryptographicException("the file holds no certificate with a private key");
        all.Remove(certificate);
        return new ServerCertificate(certificate, all);
    }

    private static ServerCertificate LoadPem(CertificateSettings source)
    {
        var certificate = source.Password is null
            ? X509Certificate2.CreateFromPemFile(source.Path, source.KeyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(source.Path, source.Password, source.KeyPath);
        var issuers = new X509Certificate2Collection();
        issuers.ImportFromPemFile(source.Path);
        foreach (var same in issuers.Where(issuer => issuer.Thumbprint == certificate.Thumbprint).ToList())
        {
            issuers.Remove(same);
        }

        if (!OperatingSystem.IsWindows())
        {
            return new ServerCertificate(certificate, issuers);
        }

        // The TLS of Windows takes no key that lives in memory only; by way of PKCS#12 it lands in a key container.
        using (certificate)
        {
            return new ServerCertificate(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null), issuers);
        }
    }
}
