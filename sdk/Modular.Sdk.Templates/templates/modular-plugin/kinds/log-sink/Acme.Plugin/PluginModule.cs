using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Logging;
using Modular.Sdk.Plugins;

namespace Acme.Plugin;

/// <summary>The one entry point of the plugin. Everything it registers is released by the host; keep nothing in statics.</summary>
[Export(typeof(IPluginModule))]
public sealed class PluginModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        // Both by generators, which the package switches on: reflection would keep the plugin alive after it is unloaded.
        services.AddOptions<PluginOptions>().Bind(context.Configuration.GetSection("SectionToken")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PluginOptions>, PluginOptionsValidator>();
        services.AddSingleton<FileSink>();
        services.ProvideCapability<ILogSink, FileSink>();
    }
}
