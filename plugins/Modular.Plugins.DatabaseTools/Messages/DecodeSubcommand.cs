using System.Buffers;
using System.Text;
using System.Text.Json;
using Modular.Kernel;
using Modular.Kernel.Json;
using Modular.Kernel.Services;
using Modular.Plugins.DatabaseTools.Mdd;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary><c>modular mdd decode</c>: the bytes of a response to named values.</summary>
internal sealed class DecodeSubcommand : IMddSubcommand
{
    public string Name => "decode";

    public string Usage => """
          modular mdd decode FILE --layer LAYER --service SERVICE --response HEX [--request HEX] [--shape nested|reference]
                                               the response's values as JSON, with the errors of single values
        """;

    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, [], ["--layer", "--service", "--request", "--response", "--shape"]);
        var options = arguments.Value("--shape") switch
        {
            null or "nested" => DecodeOptions.Default,
            "reference" => DecodeOptions.Reference,
            var shape => throw new UsageException($"--shape is nested or reference, not '{shape}'."),
        };
        var (layer, service) = (arguments.Require("--layer"), arguments.Require("--service"));
        var response = HexText.Parse(arguments.Require("--response"), "--response");
        var request = arguments.Value("--request") is { } text ? HexText.Parse(text, "--request") : [];
        using var database = DiagnosticDatabase.Open(arguments.File());
        var json = Decode(MessageCodec.Find(database, layer, service), request, response, options);
        await context.Output.WriteLineAsync(json.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static string Decode(KernelService service, byte[] request, byte[] response, DecodeOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("data"u8);
        var sink = new JsonParameterSink(writer);
        var decoding = service.DecodeResponse(request, response, sink, options);
        writer.WriteEndObject();
        writer.WriteString("response"u8, decoding.Response is { } description ? MessageCodec.Name(description) : null);
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
}
