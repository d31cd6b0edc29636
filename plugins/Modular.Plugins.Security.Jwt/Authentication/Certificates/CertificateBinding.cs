using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Authentication.Certificates;

/// <summary>Tokens that count only together with a client certificate (RFC 8705, 3).</summary>
internal static class CertificateBinding
{
    /// <summary>Reads what a token is bound to.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="isRequired">Whether it must be bound.</param>
    /// <param name="boundTo">Hash of the certificate, or null when it is not bound.</param>
    /// <returns>Null when the binding can be checked here, else why not.</returns>
    public static string? Read(JsonElement claims, bool isRequired, out Sha256Value? boundTo)
    {
        boundTo = null;
        if (!claims.TryGetProperty("cnf"u8, out var confirmation))
        {
            return isRequired ? "it is bound to no certificate (cnf), which this server requires" : null;
        }

        if (confirmation.ValueKind != JsonValueKind.Object
            || !confirmation.TryGetProperty("x5t#S256"u8, out var text)
            || text.ValueKind != JsonValueKind.String)
        {
            // Bound to something else: taken as unbound it would be worth more than its issuer meant.
            return "it is bound (cnf) by other means than a certificate's SHA-256 (x5t#S256)";
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes + 1];
        if (!TryDecode(text.GetString()!, hash, out var length) || length != SHA256.HashSizeInBytes)
        {
            return "its binding (cnf, x5t#S256) is no SHA-256 in base64url";
        }

        boundTo = Sha256Value.Of(hash[..length]);
        return null;
    }

    /// <summary>Checks a binding.</summary>
    /// <param name="boundTo">Hash of the certificate the token is bound to.</param>
    /// <param name="certificate">The certificate of the connection, or null.</param>
    /// <returns>Null when it is that one, else why the token does not count.</returns>
    public static string? Check(Sha256Value boundTo, X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return "it is bound to a client certificate (cnf), and the connection has none";
        }

        return Sha256Value.Of(certificate) == boundTo ? null : "it is bound to another client certificate (cnf) than that of the connection";
    }

    private static bool TryDecode(string text, Span<byte> hash, out int length)
    {
        try
        {
            return Base64Url.TryDecodeFromChars(text, hash, out length);
        }
        catch (FormatException)
        {
            length = 0;
            return false;
        }
    }
}
