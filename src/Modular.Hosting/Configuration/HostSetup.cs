using Modular.Hosting.Commands;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;

namespace Modular.Hosting.Configuration;

/// <summary>Everything that is known before anything of a plugin runs: settings, plugins, and what is wrong with them.</summary>
/// <param name="Layers">The operator's layers, lowest precedence first, the command line last.</param>
/// <param name="Settings">The host's settings.</param>
/// <param name="Catalog">What is installed.</param>
/// <param name="Mistakes">What the operator has to correct.</param>
/// <param name="Warnings">What may be a mistake, but may also belong to a plugin whose manifest cannot be read.</param>
internal sealed record HostSetup(
    IReadOnlyList<ConfigurationLayer> Layers,
    HostSettings Settings,
    PluginCatalog Catalog,
    IReadOnlyList<ConfigurationMistake> Mistakes,
    IReadOnlyList<ConfigurationMistake> Warnings)
{
    /// <summary>Name of the file in the working directory that is read when no other is named.</summary>
    public const string DefaultFile = "modular.json";

    /// <summary>Reads configuration and plugin folders.</summary>
    public static HostSetup Prepare(CommandLine commandLine, HostEnvironment environment)
    {
        var mistakes = commandLine.Mistakes.ToList();
        List<ConfigurationLayer> layers =
        [
            ReadFile(commandLine, environment, mistakes),
            environment.Variables,
            ConfigurationLayer.Create(CommandLine.Source, commandLine.Settings),
        ];
        var settings = HostSettingsReader.Read(layers, commandLine.IsInsecureDevelopment, environment.WorkingDirectory, mistakes) with
        {
            ConfigurationFile = FindFile(commandLine, environment),
        };
        var trust = PluginTrustPolicy.Create(settings, environment.TimeProvider);
        var catalog = new PluginDiscovery(ProductVersion.Sdk, trust).Discover(settings.PluginPath, settings.AdditionalPluginPaths);
        var unknown = SectionCheck.Check(layers, catalog.Sections).ToList();

        // A plugin that is rejected must not take the server down through the section that only it can explain.
        var doubtful = catalog.HasUnreadableManifest
            ? unknown.Where(static mistake => !mistake.Path.Contains(':', StringComparison.Ordinal)).ToList()
            : [];
        return new HostSetup(layers, settings, catalog, [.. mistakes, .. unknown.Except(doubtful)], doubtful);
    }

    private static string? FindFile(CommandLine commandLine, HostEnvironment environment)
    {
        var path = Path.GetFullPath(commandLine.ConfigurationFile ?? DefaultFile, environment.WorkingDirectory);
        return File.Exists(path) ? path : null;
    }

    private static ConfigurationLayer ReadFile(CommandLine commandLine, HostEnvironment environment, List<ConfigurationMistake> mistakes)
    {
        var name = commandLine.ConfigurationFile ?? DefaultFile;
        var path = Path.GetFullPath(name, environment.WorkingDirectory);
        var empty = ConfigurationLayer.Create(name, new Dictionary<string, string?>());
        if (!File.Exists(path))
        {
            if (commandLine.ConfigurationFile is not null)
            {
                mistakes.Add(new("--config", CommandLine.Source, $"there is no file {path}"));
            }

            return empty;
        }

        try
        {
            return ConfigurationLayer.Create(name, JsonLayerReader.Read(path));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new(name, path, exception.Message));
            return empty;
        }
    }
}
