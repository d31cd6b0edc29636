using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Modular.Samples.OemSecurity.Tokens;

/// <summary>Verifies tokens: ECDSA over P-256 with SHA-256, then the expiry. Safe for concurrent use.</summary>
internal sealed class OemTokenVerifier : IDisposable
{
    private const long MaxKeyFileBytes = 64 * 1024;
    private const int KeyBits = 256;

    private readonly ECDsa _key;
    private readonly TimeProvider _time;

    /// <summary>Reads the key.</summary>
    /// <param name="options">Section <c>Oem</c>, validated.</param>
    /// <param name="time">The clock.</param>
    public OemTokenVerifier(IOptions<OemOptions> options, TimeProvider time)
    {
        _key = ReadKey(options.Value.PublicKeyFile);
        _time = time;
    }

    /// <summary>Reads a public key.</summary>
    /// <param name="file">PEM file.</param>
    /// <returns>The key; the caller disposes it.</returns>
    /// <exception cref="CryptographicException">It is no P-256 key, or a private one.</exception>
    public static ECDsa ReadKey(string file)
    {
        if (new FileInfo(file).Length > MaxKeyFileBytes)
        {
            throw new CryptographicException("the file is too long");
        }

        var pem = File.ReadAllText(file);
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new CryptographicException("it is a private key, which belongs to the issuer alone");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == KeyBits ? key : throw new CryptographicException($"it has {key.KeySize} bits");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Verifies a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="token">What it says, when it counts.</param>
    /// <returns>Null when it counts, else why not, for the caller to read.</returns>
    public string? Verify(string text, out OemToken? token)
    {
        token = null;
        if (!OemToken.TryParse(text, out var parsed, out var signed, out var signature))
        {
            return "it has not the layout acme1.PAYLOAD.SIGNATURE";
        }

        Span<byte> bytes = stackalloc byte[OemToken.MaxLength];
        var length = Encoding.ASCII.GetBytes(signed, bytes);
        if (!_key.VerifyData(bytes[..length], signature, HashAlgorithmName.SHA256))
        {
            return "its signature does not fit";
        }

        if (_time.GetUtcNow().ToUnixTimeSeconds() >= parsed.Expires)
        {
            return "it has expired";
        }

        token = parsed;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
