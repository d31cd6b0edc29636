using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>A SHA-256 as a value: a key of dictionaries that neither allocates nor keeps what was hashed.</summary>
internal readonly record struct Sha256Value(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Hashes a text of ASCII characters.</summary>
    /// <param name="text">The text; at most <see cref="BearerCredential.MaxLength"/> characters.</param>
    /// <returns>Its hash.</returns>
    public static Sha256Value OfAscii(string text)
    {
        Span<byte> bytes = stackalloc byte[BearerCredential.MaxLength];
        var length = Encoding.ASCII.GetBytes(text, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return Of(hash);
    }

    /// <summary>Hashes a certificate (RFC 8705, 3.1: its DER encoding).</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Its hash.</returns>
    public static Sha256Value Of(X509Certificate2 certificate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return certificate.TryGetCertHash(HashAlgorithmName.SHA256, hash, out _)
            ? Of(hash)
            : throw new CryptographicException("The certificate cannot be hashed.");
    }

    /// <summary>Takes a hash.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <returns>The value.</returns>
    public static Sha256Value Of(ReadOnlySpan<byte> hash)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(hash);
        return new Sha256Value(words[0], words[1], words[2], words[3]);
    }
}
