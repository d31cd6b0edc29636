namespace Modular.Hosting.Configuration;

/// <summary>One layer as the framework's configuration sees it; its values may be exchanged.</summary>
internal sealed class LayerProvider : ConfigurationProvider
{
    public LayerProvider(ConfigurationLayer layer)
    {
        Layer = layer;
        Data = Copy(layer);
    }

    /// <summary>The layer.</summary>
    public ConfigurationLayer Layer { get; private set; }

    /// <summary>Exchanges the layer and tells everybody who asked to be told.</summary>
    public void Replace(ConfigurationLayer layer)
    {
        Layer = layer;
        Data = Copy(layer);
        OnReload();
    }

    private static Dictionary<string, string?> Copy(ConfigurationLayer layer) => new(layer.Values, StringComparer.OrdinalIgnoreCase);
}
