using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

internal static class ClientCertificates
{
    public static X509Certificate2 Create(string subject, string? dns = null, string? uri = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress("a@b");
        if (dns is not null)
        {
            names.AddDnsName(dns);
        }

        if (uri is not null)
        {
            names.AddUri(new Uri(uri));
        }

        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80));
    }

    public static string Confirmation(X509Certificate2 certificate) =>
        $$"""
        "cnf":{"x5t#S256":"{{Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256))}}"}
        """;
}
