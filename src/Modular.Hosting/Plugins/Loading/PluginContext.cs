using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>What one generation is told about itself.</summary>
internal sealed class PluginContext(
    PluginIdentity identity, string pluginDirectory, string dataDirectory, IConfiguration configuration, IHostFacts host) : IPluginContext
{
    /// <inheritdoc/>
    public PluginIdentity Identity => identity;

    /// <inheritdoc/>
    public IConfiguration Configuration => configuration;

    /// <inheritdoc/>
    public string PluginDirectory => pluginDirectory;

    /// <inheritdoc/>
    /// <remarks>Made when it is first asked for, so that plugins which keep nothing leave nothing behind.</remarks>
    public string DataDirectory => Directory.CreateDirectory(dataDirectory).FullName;

    /// <inheritdoc/>
    public IHostFacts Host => host;
}
