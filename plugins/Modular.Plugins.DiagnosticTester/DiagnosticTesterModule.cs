using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;

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
        services.AddSingleton(TesterOptionsReader.Read(context.Configuration));
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<IHealthContributor>(provider => provider.GetRequiredService<DatabaseHealth>());
        services.AddSingleton<DatabaseLoader>();
        services.AddSingleton<LinkProviders>();
        services.AddSingleton<TesterMetrics>();
        services.ProvideCapability<IDiagnosticTester, DiagnosticTester>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DiagnosticTester>());
    }
}
