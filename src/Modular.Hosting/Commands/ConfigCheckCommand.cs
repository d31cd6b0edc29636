using Modular.Hosting.Configuration;
using Modular.Hosting.Configuration.Schema;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;

namespace Modular.Hosting.Commands;

/// <summary><c>modular config check</c>: holds every plugin's sections against its schema, and lets it validate them itself.</summary>
internal static class ConfigCheckCommand
{
    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        using var loggerFactory = HostLog.Create(setup.Settings, LogLevel.None, standardErrorOnly: true);
        await using var runtime = new PluginRuntime(setup.Catalog, setup.Layers, setup.Settings, loggerFactory, environment.TimeProvider);
        var starter = new GenerationStarter(runtime.Loader, new PluginGuard(environment.TimeProvider), environment.TimeProvider);
        var mistakes = new List<ConfigurationMistake>();

        // Each for itself, whatever it requires: one plugin's mistakes must not hide those of another that waits for it.
        foreach (var package in setup.Catalog.Packages.Where(package => !setup.Settings.DisabledPlugins.Contains(package.Manifest.Id)))
        {
            var own = PluginSettings.Check(package, setup.Layers);
            mistakes.AddRange(own);
            if (own.Count == 0 && await ValidateAsync(starter, package, stop) is { } reason)
            {
                mistakes.Add(new(package.Manifest.Id, "plugin", reason));
            }
        }

        stop.ThrowIfCancellationRequested();
        foreach (var warning in setup.Warnings)
        {
            await environment.Error.WriteLineAsync($"modular: {warning}; it may belong to a plugin whose manifest cannot be read");
        }

        if (mistakes.Count > 0)
        {
            await Reports.WriteMistakesAsync(environment.Error, mistakes);
            return ExitCode.WrongUse;
        }

        await environment.Output.WriteLineAsync("The configuration is valid.");
        return ExitCode.Done;
    }

    private static async Task<string?> ValidateAsync(GenerationStarter starter, PluginPackage package, CancellationToken stop)
    {
        var (outcome, _) = await starter.LoadAsync(package, 1, stop);
        outcome.Value?.Abandon();
        return outcome.Fault is { Code: PluginReasonCode.ConfigurationInvalid } fault ? fault.Summary : null;
    }
}
