using System.Buffers;
using System.Text;
using System.Text.Json;
using Modular.Kernel;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>
/// <c>modular mdd batch FILE</c>: reads one JSON object per line and answers each with one line, in order. A case that must be
/// rejected is an answer too; only what cannot be read at all ends the run.
/// </summary>
internal sealed class BatchRunner(DiagnosticDatabase database)
{
    private const int MaxLineLength = 64 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Answers every line of the input.</summary>
    /// <returns>How many lines were answered.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var count = 0;
        while (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await output.WriteLineAsync(Answer(line).AsMemory(), cancellationToken).ConfigureAwait(false);
                count++;
            }
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Answers one line.</summary>
    public string Answer(string line)
    {
        JsonDocument document;
        try
        {
            document = line.Length <= MaxLineLength
                ? JsonDocument.Parse(line)
                : throw new JsonException($"The line has {line.Length} characters; at most {MaxLineLength} are read.");
        }
        catch (JsonException exception)
        {
            return Write(null, writer => WriteError(writer, "malformed", exception.Message));
        }

        using (document)
        {
            var id = FindId(document.RootElement);
            try
            {
                return Write(id, writer => Run(document.RootElement, writer));
            }
            catch (RejectedException exception)
            {
                return Write(id, writer => WriteError(writer, exception.Class, exception.Message));
            }
        }
    }

    private void Run(JsonElement line, Utf8JsonWriter writer)
    {
        var request = BatchRequest.Read(line);
        var service = MessageCodec.Find(database, request.Layer, request.Service);
        switch (request.Operation)
        {
            case "encode" or "encode_error":
                writer.WriteString("request"u8, Convert.ToHexStringLower(MessageCodec.Encode(service, request.Parameters)));
                break;
            case "decode" or "decode_error":
                MessageCodec.Decode(service, request.Request, request.Response, request.ResponseObject, writer);
                break;
            case "select":
                writer.WriteString("response_object"u8, MessageCodec.Select(service, request.Request, request.Response));
                break;
            default:
                throw new RejectedException("malformed", $"'op' is '{request.Operation}'; encode, decode and select are there.");
        }
    }

    private static JsonElement? FindId(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("id", out var id) ? id : null;

    private static void WriteError(Utf8JsonWriter writer, string kind, string message)
    {
        writer.WriteStartObject("error"u8);
        writer.WriteString("class"u8, kind);
        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
    }

    private string Write(JsonElement? id, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        writer.WriteStartObject();
        if (id is { } given)
        {
            writer.WritePropertyName("id"u8);
            given.WriteTo(writer);
        }

        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
