using System.Text;
using Modular.Sdk.Logging;

namespace Modular.Plugins.Logging.Dlt;

/// <summary>Renders a record as text for DLT messages, which are small: a long text becomes several, a very long one is cut.</summary>
internal static class DltText
{
    /// <summary>Bytes of text in one message; libdlt's buffer of about 1 390 bytes also holds headers.</summary>
    public const int MaximumBytes = 1024;

    /// <summary>Messages that one record becomes at most.</summary>
    public const int MaximumMessages = 8;

    /// <summary>Renders the record: who, what, and the exception behind it.</summary>
    public static string Render(in LogRecord record)
    {
        var text = $"{record.Category}: {record.Message}";
        return record.Exception is null ? text : $"{text}\n{record.Exception}";
    }

    /// <summary>Takes the next part of a text as UTF-8 ended by a zero byte, whole characters only.</summary>
    /// <param name="text">What is left.</param>
    /// <param name="buffer">At least <see cref="MaximumBytes"/> and one byte.</param>
    /// <returns>Characters taken; 0 at the end.</returns>
    public static int Next(ReadOnlySpan<char> text, Span<byte> buffer)
    {
        Encoding.UTF8.GetEncoder().Convert(text, buffer[..MaximumBytes], flush: true, out var taken, out var written, out _);

        // A zero inside would end the text for a reader written in C.
        buffer[..written].Replace((byte)0, (byte)' ');
        buffer[written] = 0;
        return taken;
    }
}
