using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Modular.Samples.OemSecurity.Tokens;

namespace Modular.Samples.Tests.Support;

/// <summary>Issues the manufacturer's tokens, as its portal would.</summary>
internal sealed class OemIssuer : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-oem-");

    public OemIssuer()
    {
        PublicKeyFile = Path.Combine(_folder.FullName, "issuer.pem");
        File.WriteAllText(PublicKeyFile, _key.ExportSubjectPublicKeyInfoPem());
    }

    public string PublicKeyFile { get; }

    public static long InTenMinutes => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600;

    public string Issue(OemLevel level, string ecuPrefix = "", long? expires = null, string workshop = "workshop-12") =>
        Sign(new OemToken(expires ?? InTenMinutes, level, workshop, ecuPrefix).WritePayload());

    public string Sign(byte[] payload)
    {
        var signed = OemToken.Prefix + Base64Url.EncodeToString(payload);
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
