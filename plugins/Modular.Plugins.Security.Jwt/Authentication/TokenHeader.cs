using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>What the header of a token says (RFC 7515, 4.1).</summary>
/// <param name="KeyId">Which key signed it (kid), or null.</param>
/// <param name="Algorithm">By which algorithm (alg), or null.</param>
internal readonly record struct TokenHeader(string? KeyId, string? Algorithm)
{
    private const int MaxKeyIdLength = 256;

    /// <summary>Reads a header.</summary>
    /// <param name="header">The header, an object.</param>
    /// <param name="value">What it says.</param>
    /// <returns>Null when such a token can be verified here, else why not.</returns>
    public static string? Read(JsonElement header, out TokenHeader value)
    {
        value = default;

        // RFC 7515, 4.1.11: what a critical extension means is not known here.
        if (header.TryGetProperty("crit"u8, out _))
        {
            return "its header names critical extensions";
        }

        // RFC 8725, 3.11: a token made for another purpose (a logout, a proof of possession) is no access token.
        if (header.TryGetProperty("typ"u8, out var type) && !IsAccessToken(type))
        {
            return "its type (typ) is neither JWT nor at+jwt";
        }

        var keyId = Text(header, "kid"u8);
        if (header.TryGetProperty("kid"u8, out _) && keyId is null or { Length: > MaxKeyIdLength })
        {
            return $"its key identifier (kid) is no text of at most {MaxKeyIdLength} characters";
        }

        value = new TokenHeader(keyId, Text(header, "alg"u8));
        return null;
    }

    private static bool IsAccessToken(JsonElement type)
    {
        const string Prefix = "application/";
        if (type.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var text = type.GetString().AsSpan();
        text = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        return text.Equals("JWT", StringComparison.OrdinalIgnoreCase) || text.Equals("at+jwt", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Text(JsonElement header, ReadOnlySpan<byte> name) =>
        header.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
