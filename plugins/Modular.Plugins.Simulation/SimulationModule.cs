using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Modular.Plugins.Simulation.Demo;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Simulation;

/// <summary>Provides the vehicle of the demo.</summary>
[Export(typeof(IPluginModule))]
public sealed class SimulationModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context) =>
        services.ProvideCapability<IDemoVehicle, DemoVehicleProvider>();
}
