using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Tests.Support;

/// <summary>A root certificate of a test's own, and the signers below it.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private byte _serial;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test Root", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(Now.AddYears(-5), Now.AddYears(5));
    }

    public static DateTimeOffset Now { get; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public X509Certificate2 Root { get; }

    /// <summary>Issues a certificate for a key.</summary>
    public X509Certificate2 Issue(
        AsymmetricAlgorithm key, string? usage = CodeSigning, DateTimeOffset? from = null, DateTimeOffset? to = null, string subject = "CN=Vendor")
    {
        var request = key switch
        {
            ECDsa elliptic => new CertificateRequest(subject, elliptic, HashAlgorithmName.SHA256),
            RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => throw new ArgumentException("No key for a certificate.", nameof(key)),
        };
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        }

        var signer = X509SignatureGenerator.CreateForECDsa(_key);
        return request.Create(Root.SubjectName, signer, from ?? Now.AddDays(-1), to ?? Now.AddDays(1), [1, ++_serial]);
    }

    /// <summary>Signs the manifest of a folder, as it is.</summary>
    public static void Sign(string directory, AsymmetricAlgorithm key, params X509Certificate2[] chain)
    {
        var (algorithm, signature) = SignatureAlgorithm.Sign(key, File.ReadAllBytes(Path.Combine(directory, "plugin.json")));
        File.WriteAllBytes(Path.Combine(directory, "plugin.json.sig"), SignatureEnvelopeJson.Write(new SignatureEnvelope(algorithm, chain, signature)));
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }
}
