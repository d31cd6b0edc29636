using System.Text.Json;
using Modular.Kernel;
using Modular.Plugins.DatabaseTools.Mdd;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary><c>modular mdd encode</c>: named parameters to the bytes of a request.</summary>
internal sealed class EncodeSubcommand : IMddSubcommand
{
    public string Name => "encode";

    public string Usage => """
          modular mdd encode FILE --layer LAYER --service SERVICE [--params JSON|@FILE]
                                               the request as hexadecimal digits
        """;

    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, [], ["--layer", "--service", "--params"]);
        var (layer, service) = (arguments.Require("--layer"), arguments.Require("--service"));
        using var parameters = ReadParameters(arguments.Value("--params"));
        using var database = DiagnosticDatabase.Open(arguments.File());
        var request = MessageCodec.Encode(MessageCodec.Find(database, layer, service), parameters?.RootElement ?? default);
        await context.Output.WriteLineAsync(Convert.ToHexString(request).AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
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
