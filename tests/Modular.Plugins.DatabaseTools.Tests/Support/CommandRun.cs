using System.Globalization;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Tests.Support;

/// <summary>What one run of a command gave.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(IPluginCommand command, FakePlugin plugin, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var exitCode = await command.RunAsync(new CommandContext(arguments, output, error, IsInteractive: false, plugin), CancellationToken.None);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
