using System.Security.Cryptography;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>Keys and tokens made by hand, so that no token library checks itself.</summary>
public sealed class TestKeys : IDisposable
{
    public RSA Rsa { get; } = RSA.Create(2048);

    public ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ECDsa Ec384 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public byte[] SignRs256(byte[] input) => Rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public byte[] SignPs384(byte[] input) => Rsa.SignData(input, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

    public byte[] SignEs256(byte[] input) => Ec.SignData(input, HashAlgorithmName.SHA256);

    public byte[] SignEs384(byte[] input) => Ec384.SignData(input, HashAlgorithmName.SHA384);

    public void Dispose()
    {
        Rsa.Dispose();
        Ec.Dispose();
        Ec384.Dispose();
    }
}
