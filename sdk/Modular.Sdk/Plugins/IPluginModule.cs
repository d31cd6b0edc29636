using Microsoft.Extensions.DependencyInjection;

namespace Modular.Sdk.Plugins;

/// <summary>
/// The one entry point of a plugin. The host finds it by its MEF export
/// (<c>[Export(typeof(IPluginModule))]</c>) in the plugin's main assembly; there must be exactly one.
/// </summary>
/// <remarks>
/// Called once per generation of the plugin, on one thread. Everything the plugin owns is registered in
/// the service collection and released when the host disposes the container: keep nothing in statics.
/// </remarks>
public interface IPluginModule
{
    /// <summary>Registers the plugin's services, endpoints, health contributors, background work and capabilities.</summary>
    /// <param name="services">
    /// The plugin's own container. It already holds logging, metrics, <see cref="TimeProvider"/>,
    /// <see cref="IPluginContext"/> and <see cref="Capabilities.ICapability{T}"/> for every contract of the SDK.
    /// </param>
    /// <param name="context">Who the plugin is, and where its configuration and its files are.</param>
    void ConfigureServices(IServiceCollection services, IPluginContext context);
}
