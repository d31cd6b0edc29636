using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>A public key of the issuer. Immutable; safe for concurrent use.</summary>
internal sealed class VerificationKey
{
    /// <summary>Takes a key.</summary>
    /// <param name="key">The key, good enough by <see cref="KeyAlgorithms"/>.</param>
    /// <param name="id">Its identifier (kid), or null for a key that has none.</param>
    /// <param name="algorithm">The one algorithm it is meant for (alg), or null.</param>
    public VerificationKey(AsymmetricAlgorithm key, string? id = null, string? algorithm = null)
    {
        Key = key;
        SecurityKey = KeyAlgorithms.ToSecurityKey(key);
        Id = id;
        Algorithm = algorithm;
    }

    /// <summary>The key itself, owned by the set it stands in.</summary>
    public AsymmetricAlgorithm Key { get; }

    /// <summary>The key for the token library.</summary>
    public SecurityKey SecurityKey { get; }

    /// <summary>Its identifier (RFC 7517, 4.5), or null.</summary>
    public string? Id { get; }

    /// <summary>The one algorithm it is meant for (RFC 7517, 4.4), or null.</summary>
    public string? Algorithm { get; }
}
