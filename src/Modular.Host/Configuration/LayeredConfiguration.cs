using Microsoft.Extensions.Configuration.Memory;

namespace Modular.Host.Configuration;

/// <summary>The configuration which plugins see: their defaults, the operator's layers, and what a demo session adds.</summary>
internal sealed class LayeredConfiguration : IDisposable
{
    private readonly ConfigurationRoot _root;
    private readonly MemoryConfigurationProvider _session = new(new MemoryConfigurationSource());

    /// <summary>Layers the sources.</summary>
    /// <param name="defaults">Defaults of the plugins, one layer each.</param>
    /// <param name="layers">The operator's layers, lowest precedence first; the last one is the command line.</param>
    public LayeredConfiguration(IEnumerable<ConfigurationLayer> defaults, IReadOnlyList<ConfigurationLayer> layers)
    {
        var providers = defaults.Concat(layers.SkipLast(1)).Select(Provider).Append(_session).Concat(layers.TakeLast(1).Select(Provider));
        _root = new ConfigurationRoot([.. providers]);
    }

    /// <summary>The whole configuration.</summary>
    public IConfiguration Root => _root;

    /// <summary>Puts values below the command line and above everything else.</summary>
    /// <param name="values">Values by key.</param>
    public void LayerSession(IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (key, value) in values)
        {
            _session.Set(key, value);
        }

        _root.Reload();
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static IConfigurationProvider Provider(ConfigurationLayer layer) =>
        new MemoryConfigurationProvider(new MemoryConfigurationSource { InitialData = layer.Values });
}
