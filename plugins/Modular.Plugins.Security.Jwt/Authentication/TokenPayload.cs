using System.Buffers.Text;
using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>The parts of a compact JWS (RFC 7515), decoded and not verified.</summary>
internal static class TokenPayload
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Decodes a token.</summary>
    /// <param name="token">Three parts with dots between them.</param>
    /// <param name="header">Its header, an object.</param>
    /// <param name="claims">Its claims, an object.</param>
    /// <returns>False when it is no token.</returns>
    public static bool TryRead(string token, out JsonElement header, out JsonElement claims)
    {
        header = default;
        claims = default;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        // A fourth dot would be an encrypted token, for which there is no key.
        return second > 0
            && token.IndexOf('.', second + 1) < 0
            && TryReadObject(token.AsSpan(0, first), out header)
            && TryReadObject(token.AsSpan(first + 1, second - first - 1), out claims);
    }

    private static bool TryReadObject(ReadOnlySpan<char> part, out JsonElement value)
    {
        value = default;
        try
        {
            var json = Base64Url.DecodeFromChars(part);
            if (!JsonTexts.AreReadable(json))
            {
                return false;
            }

            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            value = document.RootElement.Clone();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return false;
        }
    }
}
