using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;

namespace Modular.Samples.Endpoints;

/// <summary>The one entry point of the plugin.</summary>
[Export(typeof(IPluginModule))]
public sealed class AcmeModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        services.AddSingleton<IValidateOptions<AcmeOptions>, AcmeOptionsValidator>();
        services.AddOptions<AcmeOptions>()
            .Bind(context.Configuration.GetSection(AcmeOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IEndpointModule, AcmeEndpoints>();
        services.AddSingleton<IOpenApiSource, AcmeOpenApi>();
    }
}
