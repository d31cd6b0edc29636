using Modular.Kernel;
using Modular.Plugins.DatabaseTools.Mdd;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary><c>modular mdd batch FILE</c>: answers messages line by line.</summary>
internal sealed class BatchSubcommand : IMddSubcommand
{
    public string Name => "batch";

    public string Usage => "  modular mdd batch FILE               answers JSON lines of standard input: encode, decode and select messages";

    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var database = DiagnosticDatabase.Open(MddArguments.Parse(context, [], []).File());
        await new BatchRunner(database).RunAsync(context.Input, context.Output, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
