using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Plugins.DiagnosticTester.Safety;
using Modular.Plugins.DiagnosticTester.Slots;
using Modular.Plugins.DiagnosticTester.Startup;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;
using Modular.Sdk.Safety;

namespace Modular.Plugins.DiagnosticTester;

/// <summary>Entry point of the plugin.</summary>
[Export(typeof(IPluginModule))]
public sealed class DiagnosticTesterModule : IPluginModule
{
    /// <inheritdoc/>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration has mistakes.</exception>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        var options = TesterOptionsReader.Read(context.Configuration);
        services.AddSingleton(options);
        if (options.Start != CommunicationStart.Immediate)
        {
            services.AddSingleton<IHealthContributor, CommunicationHealth>();
        }

        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<IHealthContributor>(provider => provider.GetRequiredService<DatabaseHealth>());
        services.AddSingleton(provider => new DatabaseCache(options.Database.Cache, context.DataDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DatabaseLoader>();
        services.AddSingleton<LinkProviders>();
        services.AddSingleton<TesterMetrics>();
        services.AddSingleton<ServiceAuthorization>();
        services.AddSingleton<SeedKeys>();
        services.AddSingleton<EmergencyStopState>();
        services.AddSingleton(CreateSafetyGate);
        services.AddSingleton<EcuSlots>();
        services.ProvideCapability<IDiagnosticTester, DiagnosticTester>();
        services.ProvideCapability<ICommunicationControl, Communication>();
        services.ProvideCapability<IEmergencyStop, EmergencyBrake>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DiagnosticTester>());
    }

    private static SafetyGate CreateSafetyGate(IServiceProvider provider) => new(
        provider.GetRequiredService<ICapability<ISafetyPolicy>>(),
        provider.GetRequiredService<EmergencyStopState>(),
        provider.GetService<IHostSafety>(),
        provider.GetRequiredService<TesterOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SafetyGate>>());
}
