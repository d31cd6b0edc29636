using Modular.Hosting.Configuration.Schema;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Configuration;

/// <summary>Takes a changed configuration file over: all of it, when it is good for everybody, or nothing.</summary>
/// <param name="path">Absolute path of the file.</param>
/// <param name="configuration">What plugins see.</param>
/// <param name="packages">The packages which serve now.</param>
/// <param name="status">Where the outcome is told.</param>
internal sealed class ConfigurationReload(
    string path, LayeredConfiguration configuration, Func<IEnumerable<PluginPackage>> packages, ConfigurationStatus status)
{
    // The operator's layers are file, environment, command line.
    private const int FileLayer = 0;

    /// <summary>The file.</summary>
    public string FilePath => path;

    /// <summary>Reads the file and puts it in force, or tells why not. Runs what plugins registered for changes.</summary>
    public void Run()
    {
        var old = configuration.Layers[FileLayer];
        ConfigurationLayer layer;
        try
        {
            layer = ConfigurationLayer.Create(old.Name, JsonLayerReader.Read(path));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            status.Refuse([$"{path}: {exception.Message}"]);
            return;
        }

        if (old.Values.Count == layer.Values.Count && old.Values.All(pair => layer.Values.TryGetValue(pair.Key, out var value) && value == pair.Value))
        {
            return;
        }

        var mistakes = FindMistakes(old, layer);
        if (mistakes.Count > 0)
        {
            status.Refuse([.. mistakes.Select(static mistake => mistake.ToString())]);
            return;
        }

        // First the good word, then the change: a plugin's own validation may still refuse its part of it.
        status.Accept(path);
        configuration.Replace(FileLayer, layer);
    }

    private List<ConfigurationMistake> FindMistakes(ConfigurationLayer old, ConfigurationLayer layer)
    {
        var serving = packages().ToList();
        var sections = serving.SelectMany(static package => package.Manifest.Sections).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // Sections of plugins that do not run now were known at the start.
        sections.UnionWith(old.Values.Keys.Select(static key => key.Split(':')[0]).Where(static section => !HostKeys.Sections.Contains(section)));
        var layers = configuration.Layers.Select((present, index) => index == FileLayer ? layer : present).ToList();
        return
        [
            .. SectionCheck.Check([layer], sections),
            .. FindHostChanges(old, layer),
            .. serving.SelectMany(package => PluginSettings.Check(package, layers)),
        ];
    }

    private static IEnumerable<ConfigurationMistake> FindHostChanges(ConfigurationLayer old, ConfigurationLayer layer) =>
        old.Values.Keys.Union(layer.Values.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(static key => HostKeys.Sections.Contains(key.Split(':')[0]))
            .Where(key => old.Values.GetValueOrDefault(key) != layer.Values.GetValueOrDefault(key))
            .Select(key => new ConfigurationMistake(key, layer.Name, "the host reads it at its start only; restart the server, or take the change back"));
}
