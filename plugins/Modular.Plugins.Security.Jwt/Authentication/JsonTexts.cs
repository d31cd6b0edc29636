using System.Text.Json;
using System.Text.Unicode;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Whether every text of a JSON value can be read.</summary>
/// <remarks>
/// A document takes bytes which are no UTF-8 and escapes of half a surrogate pair, and throws only when such a text is
/// read, or compared with another.
/// </remarks>
internal static class JsonTexts
{
    /// <summary>Tries all names and texts.</summary>
    /// <param name="json">One JSON value in UTF-8.</param>
    /// <returns>False when one of them stands for no characters.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool AreReadable(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return true;
    }
}
