using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modular.Plugins.Security.Jwt.Issuing;

/// <summary>A salted hash of a client's secret: <c>pbkdf2-sha256:iterations:salt:hash</c>, the last two in base64.</summary>
internal sealed class SecretHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int DefaultIterations = 100_000;
    private const int MinIterations = 10_000;
    private const int MaxIterations = 2_000_000;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private SecretHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Hashes a secret with a new salt.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>The hash.</returns>
    public static SecretHash Create(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new SecretHash(DefaultIterations, salt, Derive(secret, salt, DefaultIterations));
    }

    /// <summary>A hash that no secret has. Comparing with it takes as long as with any other.</summary>
    /// <returns>The hash.</returns>
    public static SecretHash CreateUnmatchable() =>
        new(DefaultIterations, RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(HashLength));

    /// <summary>Reads a hash.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>False when the text has another form, or a strength out of range.</returns>
    public static bool TryParse(string text, out SecretHash? hash)
    {
        hash = null;
        var parts = text.Split(':');
        if (parts.Length != 4
            || parts[0] != Scheme
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < MinIterations or > MaxIterations)
        {
            return false;
        }

        var salt = new byte[64];
        var derived = new byte[64];
        if (!Convert.TryFromBase64String(parts[2], salt, out var saltLength)
            || saltLength < SaltLength
            || !Convert.TryFromBase64String(parts[3], derived, out var hashLength)
            || hashLength != HashLength)
        {
            return false;
        }

        hash = new SecretHash(iterations, salt[..saltLength], derived[..hashLength]);
        return true;
    }

    /// <summary>Compares in constant time.</summary>
    /// <param name="secret">What a client sent.</param>
    /// <returns>Whether it is the secret.</returns>
    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(Derive(secret, _salt, _iterations), _hash);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Scheme}:{_iterations}:{Convert.ToBase64String(_salt)}:{Convert.ToBase64String(_hash)}");

    private static byte[] Derive(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), salt, iterations, HashAlgorithmName.SHA256, HashLength);
}
