using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Endpoints;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;
using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety;

/// <summary>Entry point of the plugin. Without section <c>Safety</c> it provides nothing.</summary>
[Export(typeof(IPluginModule))]
public sealed class SafetyModule : IPluginModule
{
    /// <inheritdoc/>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration has mistakes.</exception>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);

        // The clock is the host's, and stands in the container already.
        var time = services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider))?.ImplementationInstance as TimeProvider ?? TimeProvider.System;
        if (SafetySettingsReader.Read(context.Configuration, time) is not { } settings)
        {
            services.WithholdCapability<ISafetyPolicy>();
            return;
        }

        services.AddSingleton(settings);
        services.AddSingleton<ValueReader>();
        services.AddSingleton<SafetyMonitor>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<SafetyMonitor>());
        services.AddSingleton<IHealthContributor, SafetyHealth>();
        services.AddSingleton<IEndpointModule, SafetyEndpoints>();
        services.ProvideCapability<ISafetyPolicy, SafetyPolicy>();
    }
}
