using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Commands;

/// <summary>Messages which several commands print.</summary>
internal static class Reports
{
    public static async Task WriteMistakesAsync(TextWriter error, IReadOnlyList<ConfigurationMistake> mistakes)
    {
        await error.WriteLineAsync(mistakes.Count == 1 ? "modular: there is a mistake:" : $"modular: there are {mistakes.Count} mistakes:");
        foreach (var mistake in mistakes)
        {
            await error.WriteLineAsync($"  {mistake}");
        }
    }

    /// <summary>Numbers what is wrong with a plugin.</summary>
    /// <returns><see cref="ExitCode.Failed"/>.</returns>
    public static async Task<int> WriteFindingsAsync(TextWriter error, IReadOnlyList<PluginRejection> findings)
    {
        for (var index = 0; index < findings.Count; index++)
        {
            await error.WriteLineAsync($"{index + 1}. {findings[index].Code}: {findings[index].Reason}");
        }

        return ExitCode.Failed;
    }

    public static async Task WriteNoPluginsAsync(TextWriter error, PluginCatalog catalog)
    {
        await error.WriteLineAsync(
            $"modular: no plugin can be loaded, so there is nothing to serve. Looked in {catalog.Root} for <id>/<version>/plugin.json"
            + (catalog.RootExists ? "." : ", a folder which does not exist."));
        foreach (var candidate in catalog.Candidates)
        {
            await error.WriteLineAsync($"  {candidate.Id} {candidate.Version}: {candidate.Rejection?.Reason}");
        }

        await error.WriteLineAsync(
            $"Install plugins there, or name their folder with --{HostKeys.PluginsPath}=DIR. 'dotnet build' of the host stages the plugins of the product.");
    }
}
