using System.Text.Json;
using System.Text.Unicode;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Checks JSON to the last text, so that reading a value of it later cannot fail.</summary>
/// <remarks>
/// A document takes bytes which are no UTF-8 and escapes of half a surrogate pair, and throws only when such a text is
/// read, or compared with another.
/// </remarks>
internal static class JsonSyntax
{
    /// <summary>Checks one JSON value.</summary>
    /// <param name="json">The value in UTF-8.</param>
    /// <param name="maxDepth">Deepest nesting taken.</param>
    /// <exception cref="MalformedBodyException">It is no JSON, nested too deeply, or holds a text that is none.</exception>
    public static void Check(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json))
        {
            throw MalformedBodyException.NotText();
        }

        // The reader's own limit tells no more than a place; ours comes first.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                CheckToken(ref reader, maxDepth);
            }
        }
        catch (JsonException exception)
        {
            throw MalformedBodyException.NotJson(exception);
        }
    }

    private static void CheckToken(ref Utf8JsonReader reader, int maxDepth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= maxDepth:
                throw MalformedBodyException.TooDeep(maxDepth);

            case JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped:
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException exception)
                {
                    throw MalformedBodyException.NotText(exception);
                }

                break;
        }
    }
}
