using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;

namespace Modular.Samples.NoOp;

/// <summary>The one entry point of the plugin.</summary>
[Export(typeof(IPluginModule))]
public sealed class NoOpModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context) =>
        services.AddSingleton<IEndpointModule, NoOpEndpoints>();
}
