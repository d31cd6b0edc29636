using Microsoft.IdentityModel.Tokens;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>All keys with which tokens are verified at one moment. Immutable.</summary>
internal sealed class KeySet
{
    private readonly VerificationKey[] _keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="keys">The keys; not owned.</param>
    public KeySet(IEnumerable<VerificationKey> keys) => _keys = [.. keys];

    /// <summary>How many there are.</summary>
    public int Count => _keys.Length;

    /// <summary>Whether a key has an identifier.</summary>
    /// <param name="id">The identifier (kid) of a token's header.</param>
    /// <returns>True when one has it.</returns>
    public bool HasId(string? id) => id is not null && Array.Exists(_keys, key => string.Equals(key.Id, id, StringComparison.Ordinal));

    /// <summary>Selects the keys a token may be signed with.</summary>
    /// <param name="id">The identifier in its header, or null.</param>
    /// <param name="algorithm">The algorithm in its header.</param>
    /// <returns>
    /// The key of that identifier; when there is none, the keys that have no identifier; when the token names none, all.
    /// A key meant for another algorithm is none of them.
    /// </returns>
    public IEnumerable<SecurityKey> Select(string? id, string? algorithm)
    {
        var wanted = HasId(id) ? id : null;
        return _keys
            .Where(key => id is null || string.Equals(key.Id, wanted, StringComparison.Ordinal))
            .Where(key => key.Algorithm is null || string.Equals(key.Algorithm, algorithm, StringComparison.Ordinal))
            .Select(static key => key.SecurityKey);
    }
}
