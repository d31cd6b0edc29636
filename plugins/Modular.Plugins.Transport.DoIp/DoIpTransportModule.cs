using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Events;
using Modular.Plugins.Transport.DoIp.Links;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Health;
using Modular.Sdk.Plugins;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp;

/// <summary>Entry point of the plugin.</summary>
[Export(typeof(IPluginModule))]
public sealed class DoIpTransportModule : IPluginModule
{
    /// <inheritdoc/>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration has mistakes.</exception>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        services.AddSingleton(DoIpSettingsReader.Read(context.Configuration));
        services.AddSingleton<DoIpHealth>();
        services.AddSingleton<IHealthContributor>(provider => provider.GetRequiredService<DoIpHealth>());
        services.AddSingleton<TransportEventHub>();
        services.AddSingleton<EntityFinder>();
        services.AddSingleton<FrameTap>();
        services.AddSingleton<GatewayConnections>();
        services.ProvideCapability<ITransport, DoIpTransport>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DoIpTransport>());
    }
}
