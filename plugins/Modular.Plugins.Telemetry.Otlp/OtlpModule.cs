using System.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Modular.Plugins.Telemetry.Otlp.Configuration;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Logging;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Telemetry.Otlp;

/// <summary>Exports traces, metrics and the log to an OpenTelemetry collector.</summary>
[Export(typeof(IPluginModule))]
public sealed class OtlpModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);

        services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidator>();
        services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsRules>();
        services.AddOptions<OtlpOptions>()
            .Bind(context.Configuration.GetSection(OtlpOptions.SectionName), static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton(context.Host);
        services.AddSingleton<ExportReport>();
        services.AddSingleton<IHealthContributor, OtlpHealth>();
        services.ProvideCapability<ILogSink, OtlpTelemetry>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<OtlpTelemetry>());
    }
}
