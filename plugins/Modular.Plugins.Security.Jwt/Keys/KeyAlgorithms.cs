using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>Which algorithms and keys are good enough. Asymmetric ones only.</summary>
internal static class KeyAlgorithms
{
    private const int MinRsaBits = 2048;

    /// <summary>Signature algorithms of tokens that are accepted, RFC 7518 names.</summary>
    public static IReadOnlyList<string> Accepted { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Why a key is not good enough.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The reason, or null.</returns>
    public static string? Reject(AsymmetricAlgorithm key) => key switch
    {
        RSA rsa when rsa.KeySize < MinRsaBits => $"an RSA key of {rsa.KeySize} bits is too short, {MinRsaBits} are needed",
        RSA => null,
        ECDsa { KeySize: 256 or 384 or 521 } => null,
        ECDsa ec => $"an EC key of {ec.KeySize} bits is none of P-256, P-384 and P-521",
        _ => "neither an RSA nor an EC key",
    };

    /// <summary>The key for the token library.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The key, without the library's cache, whose thread would keep the plugin alive.</returns>
    public static SecurityKey ToSecurityKey(AsymmetricAlgorithm key) => key switch
    {
        RSA rsa => new RsaSecurityKey(rsa) { CryptoProviderFactory = CreateFactory() },
        ECDsa ec => new ECDsaSecurityKey(ec) { CryptoProviderFactory = CreateFactory() },
        _ => throw new ArgumentException("Neither an RSA nor an EC key.", nameof(key)),
    };

    /// <summary>The algorithm a key signs with.</summary>
    /// <param name="key">A private key.</param>
    /// <returns>RFC 7518 name.</returns>
    public static string SigningAlgorithm(AsymmetricAlgorithm key) => key switch
    {
        ECDsa { KeySize: 256 } => SecurityAlgorithms.EcdsaSha256,
        ECDsa { KeySize: 384 } => SecurityAlgorithms.EcdsaSha384,
        ECDsa => SecurityAlgorithms.EcdsaSha512,
        _ => SecurityAlgorithms.RsaSsaPssSha256,
    };

    private static CryptoProviderFactory CreateFactory() => new() { CacheSignatureProviders = false };
}
