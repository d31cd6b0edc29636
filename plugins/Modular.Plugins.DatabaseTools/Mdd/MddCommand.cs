using System.Composition;
using Modular.Mdd;
using Modular.Plugins.DatabaseTools.Messages;
using Modular.Sdk.Commands;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary>The command <c>modular mdd</c>: looks into databases, checks and compares them.</summary>
[Export(typeof(IPluginCommand))]
public sealed class MddCommand : IPluginCommand
{
    private static readonly IReadOnlyList<IMddSubcommand> Subcommands =
    [
        new InfoSubcommand(),
        new DumpSubcommand(),
        new VerifySubcommand(),
        new DiffSubcommand(),
        new EncodeSubcommand(),
        new DecodeSubcommand(),
        new BatchSubcommand(),
    ];

    /// <inheritdoc/>
    public string Name => "mdd";

    private static string Usage => "Usage:\n" + string.Join('\n', Subcommands.Select(subcommand => subcommand.Usage));

    /// <inheritdoc/>
    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Arguments.Any(static word => word is "--help" or "-h"))
        {
            await context.Output.WriteLineAsync(Usage).ConfigureAwait(false);
            return ExitCode.Done;
        }

        var subcommand = Subcommands.FirstOrDefault(candidate => context.Arguments.Count > 0 && candidate.Name == context.Arguments[0]);
        try
        {
            return subcommand is null
                ? throw new UsageException(
                    $"{(context.Arguments.Count == 0 ? "say what to do" : $"'{context.Arguments[0]}' is unknown")}: {string.Join(", ", Subcommands.Select(s => s.Name))}.")
                : await subcommand.RunAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            await context.Error.WriteLineAsync($"modular mdd: {exception.Message} See 'modular mdd --help'.").ConfigureAwait(false);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is MddFormatException or DiagnosticException or RejectedException or IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"modular mdd: {exception.Message}").ConfigureAwait(false);
            return subcommand!.Failure;
        }
    }
}
