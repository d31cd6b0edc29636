using System.Net;
using Modular.DoIp.Discovery;
using Modular.DoIp.Entity;
using Modular.DoIp.Tester;
using Modular.Simulation.Demo;
using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Vehicles;

/// <summary>The vehicle as a tester on the network sees it.</summary>
public sealed class DoIpTests : IAsyncLifetime, IDisposable
{
    private static readonly DoIpServerOptions AnyPort = new() { Address = IPAddress.Loopback, Port = 0 };

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
    private readonly DemoFixture _demo = new();
    private readonly DoIpServer _server;

    public DoIpTests() => _server = _demo.Vehicle.Serve(AnyPort);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _demo.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task Discovery_Broadcastless_FindsTheGatewayWithVin()
    {
        var discovery = new DoIpDiscovery(new DoIpDiscoveryOptions
        {
            LocalAddresses = [IPAddress.Loopback],
            Broadcast = false,
            Targets = [_server.DiscoveryEndPoint],
            MaxEntities = 1,
        });

        await foreach (var found in discovery.DiscoverStreamAsync(default, _patience.Token))
        {
            Assert.Equal(DemoVehicle.GatewayAddress, found.Announcement.LogicalAddress);
            Assert.Equal(_demo.Vehicle.Vin, found.Announcement.Vin.Value);
            return;
        }

        Assert.Fail("The gateway did not answer.");
    }

    [Fact]
    public async Task Request_ToEveryEcu_IsAnsweredOverOneConnection()
    {
        await using var connection = await DoIpConnection.OpenAsync(_server.EndPoint, cancellationToken: _patience.Token);

        Assert.Equal(DemoVehicle.GatewayAddress, connection.EntityAddress);
        foreach (var ecu in _demo.Vehicle.Ecus)
        {
            using var answers = connection.Subscribe(ecu.LogicalAddress);
            await connection.SendDiagnosticAsync(ecu.LogicalAddress, Convert.FromHexString("1003"), _patience.Token);
            var answer = await answers.ReceiveAsync(_patience.Token);
            Assert.Equal("5003003201F4", Convert.ToHexString(answer.UserData.Span));

            // A session begins once its answer has left; the next answer says that it did.
            await connection.SendDiagnosticAsync(ecu.LogicalAddress, Convert.FromHexString("22F186"), _patience.Token);
            answer = await answers.ReceiveAsync(_patience.Token);
            Assert.Equal("62F18603", Convert.ToHexString(answer.UserData.Span));
            Assert.Equal(3, ecu.Session);
        }
    }

    [Fact]
    public async Task FunctionalRequest_Offered_IsAnsweredByEveryEcu()
    {
        await using var connection = await DoIpConnection.OpenAsync(_server.EndPoint, cancellationToken: _patience.Token);
        using var answers = connection.Subscribe(null);

        await connection.SendDiagnosticAsync(
            new DiagnosticSend(DemoVehicle.FunctionalAddress, Convert.FromHexString("22F186")) { IsFunctional = true }, _patience.Token);

        var sources = new SortedSet<ushort>();
        while (sources.Count < _demo.Vehicle.Ecus.Count)
        {
            var answer = await answers.ReceiveAsync(_patience.Token);
            Assert.Equal("62F18601", Convert.ToHexString(answer.UserData.Span));
            Assert.True(sources.Add(answer.Source), "One answer from each.");
        }

        Assert.Equal(_demo.Vehicle.Ecus.Select(ecu => ecu.LogicalAddress).Order(), sources);
    }

    [Fact]
    public async Task Request_ToNobody_IsNotAcknowledged()
    {
        // The standard's second is short where all tests run at once.
        var options = new DoIpConnectionOptions { AcknowledgementTimeout = TimeSpan.FromSeconds(30) };
        await using var connection = await DoIpConnection.OpenAsync(_server.EndPoint, options, cancellationToken: _patience.Token);

        var acknowledgement = await connection.SendDiagnosticAsync(0x4711, Convert.FromHexString("22F186"), _patience.Token);

        Assert.Equal(DiagnosticAcknowledgementKind.Negative, acknowledgement.Kind);
    }
}
