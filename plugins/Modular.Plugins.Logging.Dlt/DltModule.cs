using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.Plugins.Logging.Dlt.Configuration;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Logging;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Logging.Dlt;

/// <summary>Sends the log to a DLT daemon.</summary>
[Export(typeof(IPluginModule))]
public sealed class DltModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);

        services.AddSingleton<IValidateOptions<DltOptions>, DltOptionsValidator>();
        services.AddOptions<DltOptions>()
            .Bind(context.Configuration.GetSection(DltOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.ProvideCapability<ILogSink, DltSink>();
        services.AddSingleton<IHealthContributor, DltHealth>();
    }
}
