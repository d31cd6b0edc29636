using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Safety;

namespace Acme.Plugin;

/// <summary>The one entry point of the plugin. Everything it registers is released by the host; keep nothing in statics.</summary>
[Export(typeof(IPluginModule))]
public sealed class PluginModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        // By a generator, which the package switches on: reflection would keep the plugin alive after it is unloaded.
        services.AddOptions<PluginOptions>().Bind(context.Configuration.GetSection("SectionToken")).ValidateOnStart();
        services.AddSingleton<ReadOnlyPolicy>();
        services.ProvideCapability<ISafetyPolicy, ReadOnlyPolicy>();
    }
}
