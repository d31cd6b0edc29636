namespace Modular.Hosting.Configuration;

/// <summary>Finds values in layers, with their source for messages.</summary>
/// <param name="layers">Lowest precedence first.</param>
/// <param name="workingDirectory">What relative paths are relative to.</param>
internal sealed class LayerLookup(IReadOnlyList<ConfigurationLayer> layers, string workingDirectory)
{
    /// <summary>The value of the highest layer that has the key.</summary>
    public (string Value, string Source)? Find(string key)
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (layers[index].Values.TryGetValue(key, out var value) && value is not null)
            {
                return (value, layers[index].DescribeSource(key));
            }
        }

        return null;
    }

    /// <summary>All values below a key; of each, the one of the highest layer.</summary>
    public IEnumerable<(string Key, string Value, string Source)> Children(string key) =>
        layers
            .SelectMany(static layer => layer.Values.Select(pair => (pair.Key, Value: pair.Value ?? string.Empty, Source: layer.DescribeSource(pair.Key))))
            .Where(entry => entry.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))
            .GroupBy(static entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static group => group.Last());

    /// <summary>Makes a path absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, workingDirectory);
}
