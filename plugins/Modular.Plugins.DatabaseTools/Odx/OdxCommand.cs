using System.Composition;
using Modular.Odx;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>The command <c>modular odx</c>.</summary>
[Export(typeof(IPluginCommand))]
public sealed class OdxCommand : IPluginCommand
{
    private const string Usage = """
        Usage: modular odx info FILE
        """;

    /// <inheritdoc/>
    public string Name => "odx";

    /// <inheritdoc/>
    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Arguments.Any(static word => word is "--help" or "-h"))
        {
            await context.Output.WriteLineAsync(Usage).ConfigureAwait(false);
            return ExitCode.Done;
        }

        try
        {
            return context.Arguments switch
            {
                ["info", var file] => await OdxInfo.RunAsync(context, file).ConfigureAwait(false),
                ["info", ..] => throw new UsageException("info takes one file."),
                [] => throw new UsageException("say what to do: info."),
                [var word, ..] => throw new UsageException($"'{word}' is not among info."),
            };
        }
        catch (UsageException exception)
        {
            await context.Error.WriteLineAsync($"modular odx: {exception.Message} See 'modular odx --help'.").ConfigureAwait(false);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is OdxFormatException or IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"modular odx: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }
}
