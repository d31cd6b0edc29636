using Modular.Sdk.Plugins;

namespace Modular.Hosting.Logging;

/// <summary>What a plugin sees as its logger factory: categories begin <c>plugin.&lt;id&gt;.</c>, providers cannot be added.</summary>
internal sealed class PluginLoggerFactory(ILoggerFactory host, PluginIdentity identity) : ILoggerFactory
{
    /// <summary>Name of the scope's value that holds the plugin's identifier.</summary>
    public const string PluginIdKey = "PluginId";

    private readonly KeyValuePair<string, object>[] _scope =
    [
        new(PluginIdKey, identity.Id),
        new("PluginVersion", identity.Version),
        new("PluginGeneration", identity.Generation),
    ];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new PluginLogger(host.CreateLogger($"plugin.{identity.Id}.{categoryName}"), _scope);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("The host owns the log; a plugin logs and cannot add a provider.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // The factory behind it is the host's.
    }
}
