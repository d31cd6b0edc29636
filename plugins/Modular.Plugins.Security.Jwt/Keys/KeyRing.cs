using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>The keys of the configuration's files: those tokens are verified with, and the one they are signed with. Immutable.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly List<VerificationKey> _verification = [];

    /// <summary>Public keys of the issuer, and of the key that signs here.</summary>
    public IReadOnlyList<VerificationKey> Verification => _verification;

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
                ring._verification.Add(new VerificationKey(key));
            }
        }

        if (!string.IsNullOrEmpty(options.JwksFile) && KeyFile.Read(options.JwksFile, "Jwt:JwksFile", mistakes) is { } set)
        {
            ring._verification.AddRange(JsonWebKeySetReader.Read(set, "Jwt:JwksFile", mistakes));
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
        foreach (var key in _verification)
        {
            key.Key.Dispose();
        }
    }

    private void SetSigning(AsymmetricAlgorithm key)
    {
        // What is issued here must be accepted here; the key object verifies as well as it signs. It has no identifier, so
        // that tokens which were signed before a rollover meet its predecessor in PublicKeyFiles and not a dead end.
        var verification = new VerificationKey(key);
        _verification.Add(verification);
        Signing = new SigningCredentials(verification.SecurityKey, KeyAlgorithms.SigningAlgorithm(key));
    }
}
