using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>The keys tokens are verified with, and the one they are signed with. Immutable.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly List<AsymmetricAlgorithm> _owned = [];
    private readonly List<SecurityKey> _verification = [];

    /// <summary>Public keys of the issuer.</summary>
    public IReadOnlyList<SecurityKey> Verification => _verification;

    /// <summary>The key that signs tokens issued here, or null.</summary>
    public SigningCredentials? Signing { get; private set; }

    /// <summary>Reads all keys that the configuration names.</summary>
    /// <param name="options">Section <c>Jwt</c>.</param>
    /// <param name="mistakes">Takes every mistake with its path; such a key is left out.</param>
    /// <returns>The ring; the caller disposes it.</returns>
    public static KeyRing Load(JwtOptions options, List<string> mistakes)
    {
        var ring = new KeyRing();
        for (var i = 0; i < options.PublicKeyFiles.Length; i++)
        {
            var path = $"Jwt:PublicKeyFiles:{i}";
            if (KeyFile.Read(options.PublicKeyFiles[i], path, mistakes) is { } text
                && PemKey.ReadPublic(text, path, mistakes) is { } key)
            {
                ring.AddVerification(key);
            }
        }

        if (!string.IsNullOrEmpty(options.JwksFile) && KeyFile.Read(options.JwksFile, "Jwt:JwksFile", mistakes) is { } set)
        {
            foreach (var key in JsonWebKeySetReader.Read(set, "Jwt:JwksFile", mistakes))
            {
                ring.AddVerification(key);
            }
        }

        if (!string.IsNullOrEmpty(options.SigningKeyFile)
            && KeyFile.Read(options.SigningKeyFile, "Jwt:SigningKeyFile", mistakes) is { } pem
            && PemKey.ReadPrivate(pem, "Jwt:SigningKeyFile", mistakes) is { } signing)
        {
            ring.SetSigning(signing);
        }

        return ring;
    }

    /// <summary>A ring that signs with one key.</summary>
    /// <param name="key">A private key; the ring owns it.</param>
    /// <returns>The ring; the caller disposes it.</returns>
    public static KeyRing ForSigning(AsymmetricAlgorithm key)
    {
        var ring = new KeyRing();
        ring.SetSigning(key);
        return ring;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _owned)
        {
            key.Dispose();
        }
    }

    private void AddVerification(AsymmetricAlgorithm key)
    {
        _owned.Add(key);
        _verification.Add(KeyAlgorithms.ToSecurityKey(key));
    }

    private void SetSigning(AsymmetricAlgorithm key)
    {
        _owned.Add(key);
        var securityKey = KeyAlgorithms.ToSecurityKey(key);
        // What is issued here must be accepted here; the key object verifies as well as it signs.
        _verification.Add(securityKey);
        Signing = new SigningCredentials(securityKey, KeyAlgorithms.SigningAlgorithm(key));
    }
}
