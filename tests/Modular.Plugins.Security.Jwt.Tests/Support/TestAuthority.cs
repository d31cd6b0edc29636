using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>A root of a test's own, and certificates below it, valid now.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private byte _serial;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Bench Root", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(_now.AddDays(-30), _now.AddDays(30));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issue(string subject, string? usage = ClientAuthentication, int daysLeft = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var signer = X509SignatureGenerator.CreateForECDsa(_key);
        using var certificate = request.Create(Root.SubjectName, signer, _now.AddDays(-10), _now.AddDays(daysLeft), [1, ++_serial]);
        using var withKey = certificate.CopyWithPrivateKey(key);

        // By way of PKCS#12, for Windows' TLS takes no keys that live in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }
}
