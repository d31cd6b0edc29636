using Microsoft.Extensions.Configuration.Memory;

namespace Modular.Hosting.Configuration;

/// <summary>The configuration which plugins see: their defaults, the operator's layers, and what a demo session adds.</summary>
internal sealed class LayeredConfiguration : IDisposable
{
    private readonly ConfigurationRoot _root;
    private readonly Dictionary<string, MemoryConfigurationProvider> _defaults;
    private readonly List<LayerProvider> _layers;
    private readonly List<IConfigurationProvider> _operator;
    private readonly MemoryConfigurationProvider _session = new(new MemoryConfigurationSource());
    private readonly Dictionary<string, string?> _sessionValues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Layers the sources.</summary>
    /// <param name="defaults">Defaults of the plugins, by identifier.</param>
    /// <param name="layers">The operator's layers, lowest precedence first; the last one is the command line.</param>
    public LayeredConfiguration(
        IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string?>>> defaults, IReadOnlyList<ConfigurationLayer> layers)
    {
        _defaults = defaults.ToDictionary(static pair => pair.Key, static pair => Provider(pair.Value), StringComparer.Ordinal);
        _layers = [.. layers.Select(static layer => new LayerProvider(layer))];
        _operator = [.. _layers.SkipLast(1), _session, .. _layers.TakeLast(1)];
        _root = new ConfigurationRoot([.. _defaults.Values, .. _operator]);
    }

    /// <summary>The whole configuration.</summary>
    public IConfiguration Root => _root;

    /// <summary>All layers as they are now, lowest precedence first.</summary>
    public IReadOnlyList<ConfigurationLayer> Layers =>
    [
        .. _layers.SkipLast(1).Select(static provider => provider.Layer),
        ConfigurationLayer.Create("demo", _sessionValues),
        .. _layers.TakeLast(1).Select(static provider => provider.Layer),
    ];

    /// <summary>Creates the configuration of one generation: the same, but with the defaults of its own version.</summary>
    /// <param name="id">Identifier of the plugin.</param>
    /// <param name="defaults">Defaults of its version.</param>
    /// <returns>Owned by the caller.</returns>
    public ConfigurationRoot CreateFor(string id, IReadOnlyDictionary<string, string?> defaults)
    {
        var others = _defaults.Where(pair => pair.Key != id).Select(static pair => pair.Value);
        return new ConfigurationRoot([.. others, Provider(defaults), .. _operator]);
    }

    /// <summary>Puts values below the command line and above everything else.</summary>
    /// <param name="values">Values by key.</param>
    public void LayerSession(IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (key, value) in values)
        {
            _session.Set(key, value);
            _sessionValues[key] = value;
        }

        _root.Reload();
    }

    /// <summary>Exchanges one layer. Whoever watches options sees it in this call, which therefore runs code of plugins.</summary>
    /// <param name="index">Which of those the configuration was made of.</param>
    /// <param name="layer">What it is now.</param>
    public void Replace(int index, ConfigurationLayer layer) => _layers[index].Replace(layer);

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static MemoryConfigurationProvider Provider(IReadOnlyDictionary<string, string?> values) =>
        new(new MemoryConfigurationSource { InitialData = values });
}
