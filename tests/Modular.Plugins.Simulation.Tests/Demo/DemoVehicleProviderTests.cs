using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Tester;
using Modular.Plugins.Simulation.Tests.Support;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Simulation.Tests.Demo;

public class DemoVehicleProviderTests
{
    [Fact]
    public async Task StartAsync_Demo_TellsHowToReachAVehicleThatAnswers()
    {
        using var host = new FakeHost();
        await using var container = Build(host);
        await using var session = await Provider(container).StartAsync(CancellationToken.None);

        var configuration = session.Configuration;
        Assert.Equal(["Database:Path", "DoIp:Discovery:Targets:0", "DoIp:GatewayPort", "DoIp:TesterAddress"], configuration.Keys.Order());
        Assert.Equal("127.0.0.1", configuration["DoIp:TesterAddress"]);
        Assert.Equal("127.0.0.1", configuration["DoIp:Discovery:Targets:0"]);
        Assert.Equal(4, Directory.GetFiles(configuration["Database:Path"]!, "*.mdd").Length);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var endPoint = new IPEndPoint(IPAddress.Loopback, int.Parse(configuration["DoIp:GatewayPort"]!, CultureInfo.InvariantCulture));
        await using var connection = await DoIpConnection.OpenAsync(endPoint, cancellationToken: patience.Token);
        using var answers = connection.Subscribe(0x1301);
        await connection.SendDiagnosticAsync(0x1301, Convert.FromHexString("220506"), patience.Token);
        Assert.Equal("62050602", Convert.ToHexString((await answers.ReceiveAsync(patience.Token)).UserData.Span));
    }

    [Fact]
    public async Task Requests_OfTheDemo_AreThreeReadsOfTheReferenceDialect()
    {
        using var host = new FakeHost();
        await using var container = Build(host);
        await using var session = await Provider(container).StartAsync(CancellationToken.None);

        Assert.Equal(3, session.Requests.Count);
        Assert.All(session.Requests, request =>
        {
            Assert.Equal("GET", request.Method);
            Assert.StartsWith("/vehicle/v15/components", request.Path, StringComparison.Ordinal);
            Assert.NotEmpty(request.Title);
        });
    }

    [Fact]
    public async Task StartAsync_Twice_GivesTwoVehicles()
    {
        using var host = new FakeHost();
        await using var container = Build(host);

        await using var one = await Provider(container).StartAsync(CancellationToken.None);
        await using var other = await Provider(container).StartAsync(CancellationToken.None);

        Assert.NotEqual(one.Configuration["DoIp:GatewayPort"], other.Configuration["DoIp:GatewayPort"]);
    }

    private static IDemoVehicle Provider(ServiceProvider container) =>
        (IDemoVehicle)container.GetServices<CapabilityRegistration>().Single(one => one.Contract == typeof(IDemoVehicle)).Resolve(container);

    private static ServiceProvider Build(FakeHost host)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IPluginContext>(host);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        new SimulationModule().ConfigureServices(services, host);
        return services.BuildServiceProvider();
    }
}
