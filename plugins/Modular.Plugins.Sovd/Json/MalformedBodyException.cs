using System.Globalization;
using System.Text.Json;

namespace Modular.Plugins.Sovd.Json;

/// <summary>A request body that cannot be understood. Its message is meant for the caller.</summary>
internal sealed class MalformedBodyException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="innerException">The cause below, if any.</param>
    public MalformedBodyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Line of the fault, from 1; null when it has no place.</summary>
    public long? Line { get; private init; }

    /// <summary>Byte within the line, from 1; null when it has no place.</summary>
    public long? Position { get; private init; }

    /// <summary>The body is no JSON.</summary>
    /// <param name="exception">What the parser found.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException NotJson(JsonException exception)
    {
        if (exception.LineNumber is not { } line || exception.BytePositionInLine is not { } position)
        {
            return new MalformedBodyException("The request body is not valid JSON.", exception);
        }

        var message = string.Create(
            CultureInfo.InvariantCulture, $"The request body is not valid JSON: line {line + 1}, byte {position + 1}.");
        return new MalformedBodyException(message, exception) { Line = line + 1, Position = position + 1 };
    }

    /// <summary>Two members of an object have one name.</summary>
    /// <param name="exception">What the parser found.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException MemberTwice(JsonException exception) =>
        new("An object of the request body names a member twice.", exception);

    /// <summary>The body is nested too deeply.</summary>
    /// <param name="maxDepth">The limit.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException TooDeep(int maxDepth) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The request body is nested deeper than {maxDepth} levels."));

    /// <summary>A text of the body stands for no characters.</summary>
    /// <param name="exception">What the parser found, if it was asked.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException NotText(InvalidOperationException? exception = null) =>
        new("The request body holds a text that is no Unicode: bytes that are no UTF-8, or half a surrogate pair.", exception);

    /// <summary>The body is JSON, but no object.</summary>
    /// <param name="kind">What it is.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException NotAnObject(JsonValueKind kind) =>
        new($"The request body must be a JSON object, not {kind}.");

    /// <summary>A member is missing or of the wrong kind.</summary>
    /// <param name="member">Name of the member.</param>
    /// <param name="expected">What it should be.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException Member(string member, string expected) =>
        new($"The request body needs the member '{member}': {expected}.");

    /// <summary>The body is longer than allowed.</summary>
    /// <param name="maxBytes">The limit.</param>
    /// <returns>The exception.</returns>
    public static MalformedBodyException TooLong(int maxBytes) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The request body is longer than {maxBytes} bytes."));
}
