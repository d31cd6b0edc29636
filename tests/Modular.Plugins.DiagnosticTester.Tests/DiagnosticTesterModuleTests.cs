using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class DiagnosticTesterModuleTests
{
    [Fact]
    public async Task ConfigureServices_AsTheHostDoes_StartsAndOffersTheTester()
    {
        await using var services = Configure().BuildServiceProvider(validateScopes: true);
        var hosted = Assert.Single(services.GetServices<IHostedService>());

        await hosted.StartAsync(CancellationToken.None);

        var offered = services.GetServices<CapabilityRegistration>().ToDictionary(registration => registration.Contract, registration => registration.Resolve(services));
        Assert.Equal([typeof(IDiagnosticTester), typeof(ICommunicationControl), typeof(IEmergencyStop)], offered.Keys);
        Assert.Same(hosted, offered[typeof(IDiagnosticTester)]);
        Assert.Equal(HealthState.Up, Assert.Single(services.GetServices<IHealthContributor>()).GetReport().State);
        await hosted.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void ConfigureServices_ConfigurationWithMistakes_RefusesIt() =>
        Assert.Throws<OptionsValidationException>(() => Configure(("Database:Nonsense", "1")));

    private static ServiceCollection Configure(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICapability<ITransport>>(new FakeCapability<ITransport>(new FakeTransport()));
        services.AddSingleton<ICapability<IDiagnosticProtocol>>(new FakeCapability<IDiagnosticProtocol>(new FakeProtocol()));
        services.AddSingleton<ICapability<IPduInterceptor>>(new FakeCapability<IPduInterceptor>());
        services.AddSingleton<ICapability<IServiceAuthorizer>>(new FakeCapability<IServiceAuthorizer>());
        services.AddSingleton<ICapability<ISeedKeyProvider>>(new FakeCapability<ISeedKeyProvider>());
        services.AddSingleton<ICapability<ISafetyPolicy>>(new FakeCapability<ISafetyPolicy>());
        new DiagnosticTesterModule().ConfigureServices(services, new Context(settings));
        return services;
    }

    private sealed class Context((string Key, string Value)[] settings) : IPluginContext
    {
        public PluginIdentity Identity => new("modular.diagnostic-tester", "0.1.0", 1);

        public IConfiguration Configuration { get; } = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();

        public string PluginDirectory => throw new NotSupportedException();

        public string DataDirectory => AppContext.BaseDirectory;

        public IHostFacts Host => throw new NotSupportedException();
    }
}
