using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Configuration.Schema;

/// <summary>Holds the settings of one plugin against the schema it brings, before anything of it runs.</summary>
internal static class PluginSettings
{
    /// <summary>Checks.</summary>
    /// <param name="package">The plugin.</param>
    /// <param name="layers">The operator's layers, lowest precedence first.</param>
    /// <returns>Every mistake in its sections.</returns>
    public static IReadOnlyList<ConfigurationMistake> Check(PluginPackage package, IReadOnlyList<ConfigurationLayer> layers)
    {
        var all = layers.Prepend(ConfigurationLayer.Create($"{PluginPackage.DefaultsFile} of {package.Manifest.Id}", package.Defaults)).ToList();
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in all.SelectMany(static layer => layer.Values))
        {
            values[key] = value;
        }

        return new SettingsValidator(path => FindSource(all, path))
            .Validate(SettingsNode.Build(values), package.Schema?.Settings ?? SettingsSchema.Anything, package.Manifest.Sections);
    }

    private static string FindSource(List<ConfigurationLayer> layers, string path)
    {
        // A section has no source of its own; whoever wrote something into it is meant.
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            var key = layers[index].Values.Keys.FirstOrDefault(key =>
                key.Equals(path, StringComparison.OrdinalIgnoreCase) || key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase));
            if (key is not null)
            {
                return layers[index].DescribeSource(key);
            }
        }

        return "nowhere";
    }
}
