using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Commands;

/// <summary><c>modular config check</c>: also lets every plugin validate its own sections.</summary>
internal static class ConfigCheckCommand
{
    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        var items = await PluginListCommand.LoadAsync(setup, environment, stop);
        List<ConfigurationMistake> mistakes =
        [
            .. items.Where(static item => item.Code == PluginReasonCode.ConfigurationInvalid)
                .Select(static item => new ConfigurationMistake(item.Id, "plugin", item.Reason ?? string.Empty)),
        ];
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
}
