using Microsoft.Extensions.Logging.Abstractions;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Faults;

namespace Modular.Hosting.Commands;

/// <summary><c>modular plugin release ID</c>: lets a plugin try again that is kept out, in the running server or at the next start.</summary>
internal static class PluginReleaseCommand
{
    public const string Name = "release";

    /// <summary>Runs the command.</summary>
    /// <returns>1 when nothing was released, with the reason.</returns>
    public static async Task<int> RunAsync(CommandLine commandLine, HostSettings settings, HostEnvironment environment, CancellationToken stop)
    {
        if (commandLine.Token is not null)
        {
            return await PluginServerCommand.RunAsync(commandLine, environment, stop);
        }

        var id = commandLine.Arguments[1];
        var store = new PluginMemoryStore(settings.DataPath);
        using var marks = new StartMarks(settings.DataPath, store, environment.TimeProvider, NullLogger<StartMarks>.Instance);
        if (DataFolderClaim.IsTaken(settings.DataPath))
        {
            await environment.Error.WriteLineAsync(
                $"modular: a server runs on {settings.DataPath}. Ask it, with --token TOKEN and, where it does not listen on {HostSettings.DefaultUrl}, --server URL; or stop it first.");
            return ExitCode.Failed;
        }

        // Only what is there is touched: an identifier from a command line never becomes a path.
        if (!store.FindAll().Contains(id, StringComparer.Ordinal))
        {
            await environment.Error.WriteLineAsync($"modular: nothing is remembered of a plugin {id} in {settings.DataPath}, so nothing keeps it out.");
            return ExitCode.Failed;
        }

        marks.Claim();
        if (!marks.IsClaimed)
        {
            await environment.Error.WriteLineAsync($"modular: {settings.DataPath} cannot be written, or a server has just started on it.");
            return ExitCode.Failed;
        }

        await environment.Output.WriteLineAsync(marks.Release(id)
            ? $"{id} is released; it starts with the server."
            : $"{id} is not kept out; what is remembered of it are incidents.");
        return ExitCode.Done;
    }
}
