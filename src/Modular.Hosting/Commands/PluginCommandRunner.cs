using Modular.Hosting.Configuration;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Server;
using Modular.Sdk.Commands;

namespace Modular.Hosting.Commands;

/// <summary>Runs a command that a plugin brings: loads that plugin alone and hands over the arguments.</summary>
internal static class PluginCommandRunner
{
    public static async Task<int> RunAsync(CommandLine commandLine, HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        var package = setup.Catalog.FindCommand(commandLine.Command);
        if (package is null)
        {
            return await ReportUnknownAsync(commandLine.Command, setup.Catalog, environment);
        }

        var catalog = setup.Catalog with { Candidates = [.. setup.Catalog.Candidates.Where(candidate => candidate.Id == package.Manifest.Id)] };
        using var loggerFactory = HostLog.Create(setup.Settings, LogLevel.Warning, standardErrorOnly: true);
        await using var runtime = new PluginRuntime(catalog, setup.Layers, setup.Settings, loggerFactory, environment.TimeProvider);
        await using var announcement = stop.Register(() => _ = Task.Run(runtime.AnnounceStopAsync, CancellationToken.None));
        try
        {
            var generation = runtime.Loader.LoadAssembly(package, generation: 1);
            try
            {
                return generation.Composition.FindCommand(commandLine.Command) is { } command
                    ? await command.RunAsync(
                        new CommandContext(commandLine.Arguments, environment.Output, environment.Error, environment.IsInteractive, generation.Context)
                        {
                            Input = environment.Input,
                        },
                        stop)
                    : throw new PluginProblemException(
                        PluginReasonCode.CommandInvalid,
                        $"its manifest names the command '{commandLine.Command}', but no exported IPluginCommand has that name.");
            }
            finally
            {
                generation.Abandon();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception exception)
        {
            await environment.Error.WriteLineAsync($"modular {commandLine.Command}: {package.Manifest.Id}: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> ReportUnknownAsync(string command, PluginCatalog catalog, HostEnvironment environment)
    {
        var owner = catalog.Candidates.FirstOrDefault(
            candidate => candidate.Manifest?.Commands.Any(declared => declared.Name == command) == true);
        if (owner?.Rejection is { } rejection)
        {
            await environment.Error.WriteLineAsync($"modular: '{command}' is a command of {owner.Id}, which is rejected ({rejection.Code}): {rejection.Reason}");
            return ExitCode.Failed;
        }

        await environment.Error.WriteLineAsync(
            $"modular: '{command}' is neither a command of the host nor of a plugin in {catalog.Root}. 'modular --help' lists the commands.");
        return ExitCode.WrongUse;
    }
}
