using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Modular.Plugins.Safety.Values;

namespace Modular.Plugins.Safety.Endpoints;

/// <summary>Reads the small bodies of the endpoints, bounded before anything is allocated.</summary>
internal static class RequestBody
{
    private const int MaxBytes = 4096;
    private const int MaxReason = 500;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Reads <c>{"reason": "..."}</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>The reason, on one line.</returns>
    /// <exception cref="BodyException">The body is something else.</exception>
    public static async ValueTask<string> ReadReasonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var document = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        if (!document.RootElement.TryGetProperty("reason", out var member) || member.ValueKind != JsonValueKind.String)
        {
            throw new BodyException("The body needs the member 'reason', a text for those who read the log.");
        }

        // It goes into the log, so no line of its own making.
        var reason = string.Concat(Text(member).Select(static c => char.IsControl(c) ? ' ' : c)).Trim();
        return reason.Length is > 0 and <= MaxReason ? reason : throw new BodyException($"The member 'reason' needs 1 to {MaxReason} characters.");
    }

    /// <summary>Reads <c>{"value": ...}</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>The value as text.</returns>
    /// <exception cref="BodyException">The body is something else.</exception>
    public static async ValueTask<string> ReadValueAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var document = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        document.RootElement.TryGetProperty("value", out var member);
        var text = member.ValueKind switch
        {
            JsonValueKind.Number => member.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => Text(member),
            _ => throw new BodyException("The body needs the member 'value', a number, a text, true or false."),
        };
        return text.Length is > 0 and <= ValueSample.MaxLength && !text.Any(char.IsControl)
            ? text
            : throw new BodyException($"The member 'value' needs 1 to {ValueSample.MaxLength} printable characters.");
    }

    private static string Text(JsonElement member)
    {
        try
        {
            return member.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new BodyException("A text of the body holds half a surrogate pair.");
        }
    }

    private static async ValueTask<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // One byte more than allowed tells that there is more.
        var bytes = new byte[MaxBytes + 1];
        int length;
        try
        {
            length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            throw new BodyException(exception.Message);
        }

        if (length > MaxBytes)
        {
            throw new BodyException($"The body is longer than {MaxBytes} bytes.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes.AsMemory(0, length), Options);
        }
        catch (JsonException exception)
        {
            throw new BodyException($"The body is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw new BodyException("The body must be a JSON object.");
        }

        return document;
    }
}
