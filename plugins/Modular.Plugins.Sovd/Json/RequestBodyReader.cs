using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Reads request bodies with bounds on length and depth.</summary>
internal static class RequestBodyReader
{
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        MaxDepth = MaxDepth,
        // Two members of one name mean two readers may see two requests.
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">Longest body taken, in bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="MalformedBodyException">The body is longer than allowed, or cannot be received.</exception>
    public static async ValueTask<byte[]> ReadBytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            throw MalformedBodyException.TooLong(maxBytes);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await ReadAsync(reader, cancellationToken).ConfigureAwait(false);
            if (result.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw MalformedBodyException.TooLong(maxBytes);
            }

            if (result.IsCompleted)
            {
                var bytes = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Reads a body that must be a JSON object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">Longest body taken, in bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document; the caller disposes it.</returns>
    /// <exception cref="MalformedBodyException">The body is too long, no JSON of readable texts, or no object.</exception>
    public static async ValueTask<JsonDocument> ReadObjectAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, maxBytes, cancellationToken).ConfigureAwait(false);
        JsonDocument document;
        JsonSyntax.Check(bytes, MaxDepth);
        try
        {
            document = JsonDocument.Parse(bytes, DocumentOptions);
        }
        catch (JsonException exception)
        {
            // All else was checked above.
            throw MalformedBodyException.MemberTwice(exception);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        var kind = document.RootElement.ValueKind;
        document.Dispose();
        throw MalformedBodyException.NotAnObject(kind);
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            // Some faults of chunked framing come without a status of their own.
            throw new MalformedBodyException($"The request body cannot be received: {exception.Message}", exception);
        }
    }
}
