namespace Modular.Sdk.Commands;

/// <summary>
/// A command of the <c>modular</c> executable which a plugin brings. Exported by MEF
/// (<c>[Export(typeof(IPluginCommand))]</c>); the manifest names it, so the host loads no plugin in order to list
/// commands.
/// </summary>
/// <remarks>
/// The host loads the plugin alone and creates the command with its parameterless constructor. No other plugin runs
/// and the plugin's own container is not built, so a command creates what it needs.
/// </remarks>
public interface IPluginCommand
{
    /// <summary>The word after <c>modular</c>, as in the manifest.</summary>
    string Name { get; }

    /// <summary>Runs the command to its end.</summary>
    /// <param name="context">Arguments and streams.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C and SIGTERM; the command ends within five seconds.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong use.</returns>
    ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
