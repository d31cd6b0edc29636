using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Modular.Hosting.Capabilities;
using Modular.Hosting.Logging;
using Modular.Hosting.Safety;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;
using Modular.Sdk.Safety;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>Builds the container of one generation. No other container ever holds one of its types.</summary>
internal static class PluginContainer
{
    private static readonly ServiceProviderOptions Checks = new() { ValidateOnBuild = true, ValidateScopes = true };

    /// <summary>Lets the module register its services, and builds the container.</summary>
    public static ServiceProvider Build(IPluginModule module, IPluginContext context, PluginEnvironment environment)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new PluginLoggerFactory(environment.LoggerFactory, context.Identity));
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        services.AddOptions();
        services.AddSingleton(environment.Status);
        services.Replace(ServiceDescriptor.Singleton(typeof(IOptionsMonitor<>), typeof(LastGoodOptionsMonitor<>)));
        services.Replace(ServiceDescriptor.Scoped(typeof(IOptionsSnapshot<>), typeof(MonitoredOptionsSnapshot<>)));
        services.AddMetrics();
        services.AddRouting();
        services.AddSingleton(environment.TimeProvider);
        services.AddSingleton(context);
        services.AddSingleton(context.Host);
        services.AddSingleton(context.Configuration);
        services.AddSingleton(environment.Broker);
        services.AddSingleton(new CapabilityConsumer(context.Identity, environment.Faults.Calls));
        services.AddSingleton<IHostSafety>(provider => new PluginSafetyView(environment.Faults.Safety, provider.GetRequiredService<CapabilityConsumer>()));
        services.AddSingleton(typeof(ICapability<>), typeof(Capability<>));
        module.ConfigureServices(services, context);
        return services.BuildServiceProvider(Checks);
    }
}
