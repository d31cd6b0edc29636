using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Protocols;

namespace Acme.Plugin;

/// <summary>The one entry point of the plugin. Everything it registers is released by the host; keep nothing in statics.</summary>
[Export(typeof(IPluginModule))]
public sealed class PluginModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        services.AddSingleton<SimpleProtocol>();
        services.ProvideCapability<IDiagnosticProtocol, SimpleProtocol>();
    }
}
