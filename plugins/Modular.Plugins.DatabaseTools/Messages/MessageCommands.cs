using System.Buffers;
using System.Text;
using System.Text.Json;
using Modular.Kernel;
using Modular.Kernel.Json;
using Modular.Kernel.Services;
using Modular.Mdd;
using Modular.Sdk.Commands;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary><c>modular mdd encode</c>, <c>decode</c> and <c>batch</c>: named parameters to bytes and back, without a vehicle.</summary>
internal static class MessageCommands
{
    public const string Usage = """
               modular mdd encode FILE --layer LAYER --service SERVICE [--params JSON|@FILE]
               modular mdd decode FILE --layer LAYER --service SERVICE --response HEX [--request HEX] [--shape nested|reference]
               modular mdd batch FILE            (one JSON object per line on standard input, one answer per line)
        """;

    /// <summary>Runs one of the verbs.</summary>
    /// <exception cref="UsageException">The words are wrong.</exception>
    public static async Task<int> RunAsync(CommandContext context, string verb, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        try
        {
            switch (verb)
            {
                case "encode":
                    await context.Output.WriteLineAsync(Encode(MessageArguments.Parse(verb, words, "--layer", "--service", "--params"))).ConfigureAwait(false);
                    break;
                case "decode":
                    await context.Output
                        .WriteLineAsync(Decode(MessageArguments.Parse(verb, words, "--layer", "--service", "--request", "--response", "--shape")))
                        .ConfigureAwait(false);
                    break;
                default:
                    using (var database = DiagnosticDatabase.Open(MessageArguments.Parse(verb, words).File))
                    {
                        await new BatchRunner(database).RunAsync(context.Input, context.Output, cancellationToken).ConfigureAwait(false);
                    }

                    break;
            }

            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is RejectedException or DiagnosticException or MddFormatException or IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"modular mdd: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private static string Encode(MessageArguments arguments)
    {
        using var parameters = ReadParameters(arguments.Find("--params"));
        using var database = DiagnosticDatabase.Open(arguments.File);
        var service = MessageCodec.Find(database, arguments.Require("--layer"), arguments.Require("--service"));
        return Convert.ToHexString(MessageCodec.Encode(service, parameters?.RootElement ?? default));
    }

    private static string Decode(MessageArguments arguments)
    {
        var options = arguments.Find("--shape") switch
        {
            null or "nested" => DecodeOptions.Default,
            "reference" => DecodeOptions.Reference,
            var shape => throw new UsageException($"--shape is nested or reference, not '{shape}'."),
        };
        using var database = DiagnosticDatabase.Open(arguments.File);
        var service = MessageCodec.Find(database, arguments.Require("--layer"), arguments.Require("--service"));
        var request = arguments.Find("--request") is { } text ? HexText.Parse(text, "--request") : [];
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("data"u8);
        var sink = new JsonParameterSink(writer);
        var decoding = service.DecodeResponse(request, HexText.Parse(arguments.Require("--response"), "--response"), sink, options);
        writer.WriteEndObject();
        writer.WriteString("response"u8, decoding.Response is { } response ? MessageCodec.Name(response) : null);
        writer.WriteString("kind"u8, decoding.Kind == ResponseKind.Positive ? "positive"u8 : "negative"u8);
        WriteErrors(sink.Errors, writer);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteErrors(IReadOnlyList<JsonFieldError> errors, Utf8JsonWriter writer)
    {
        if (errors.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("path"u8, "/data" + error.Path);
            writer.WriteString("details"u8, error.Error.Details);
            if (error.Error.RawValue is { } raw)
            {
                writer.WriteString("raw"u8, raw);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static JsonDocument? ReadParameters(string? text)
    {
        if (text is null)
        {
            return null;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text.StartsWith('@') ? File.ReadAllText(text[1..]) : text);
        }
        catch (JsonException exception)
        {
            throw new UsageException($"--params is no JSON: {exception.Message}");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new UsageException("--params is a JSON object, for example {\"EngineSpeed\": 900}.");
    }
}
