using System.Text.Json;

namespace Modular.Hosting.Configuration;

/// <summary>Reads a JSON configuration file (comments and trailing commas allowed) into a layer.</summary>
internal static class JsonLayerReader
{
    /// <summary>Largest configuration file that is read, in bytes.</summary>
    public const long MaximumFileBytes = 4 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Values by key.</returns>
    /// <exception cref="InvalidDataException">The file is too large, or is no JSON object, with the reason for a person.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        if (stream.Length > MaximumFileBytes)
        {
            throw new InvalidDataException($"the file has {stream.Length} bytes; at most {MaximumFileBytes} are read");
        }

        // As much as the file has: a device might never end.
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            var root = new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes, writable: false)).Build();
            return root.AsEnumerable()
                .Where(static pair => pair.Value is not null)
                .ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidDataException or InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are no UTF-8 are found late, as an invalid operation. For the rest, the provider wraps the parser's exception, which is the one that knows line and column.
            throw new InvalidDataException((exception.InnerException ?? exception).Message, exception);
        }
    }
}
