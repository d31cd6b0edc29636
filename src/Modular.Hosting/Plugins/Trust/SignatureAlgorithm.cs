using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>The signature algorithms of plugins, by their JOSE names. The key decides; the name must agree with it.</summary>
internal static class SignatureAlgorithm
{
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string P384 = "1.3.132.0.34";

    /// <summary>Signs bytes with the best algorithm of the key.</summary>
    /// <param name="key">A key on P-256 or P-384, or an RSA key of 2048 to 8192 bits.</param>
    /// <param name="bytes">What is signed.</param>
    /// <returns>Name of the algorithm and the signature.</returns>
    /// <exception cref="CryptographicException">The key is of another kind or size.</exception>
    public static (string Name, byte[] Signature) Sign(AsymmetricAlgorithm key, ReadOnlySpan<byte> bytes) => key switch
    {
        ECDsa elliptic when NameOf(elliptic) is { } name =>
            (name, elliptic.SignData(bytes, HashOf(name), DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
        RSA { KeySize: >= LeastRsaBits and <= MostRsaBits } rsa => ("PS256", rsa.SignData(bytes.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        _ => throw new CryptographicException("the key is neither on P-256 or P-384, nor an RSA key of 2048 to 8192 bits"),
    };

    /// <summary>Verifies a signature.</summary>
    /// <returns>False when the signature, the key or the name does not fit the others.</returns>
    public static bool Verify(X509Certificate2 certificate, string name, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (name is "ES256" or "ES384")
            {
                using var elliptic = certificate.GetECDsaPublicKey();
                return elliptic is not null && NameOf(elliptic) == name
                    && elliptic.VerifyData(bytes, signature, HashOf(name), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            using var rsa = name is "PS256" or "PS384" ? certificate.GetRSAPublicKey() : null;
            return rsa is { KeySize: >= LeastRsaBits and <= MostRsaBits } && rsa.VerifyData(bytes, signature, HashOf(name), RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            // A key the platform cannot even read.
            return false;
        }
    }

    private static string? NameOf(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
    {
        P256 => "ES256",
        P384 => "ES384",
        _ => null,
    };

    private static HashAlgorithmName HashOf(string name) => name.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
}
