using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Entity;
using Modular.DoIp.Links;
using Modular.DoIp.Tester;
using Modular.Sdk.Transports;
using Modular.Simulation;
using Modular.Simulation.Demo;
using Modular.Uds.Tester;

namespace Modular.Benchmarks.Breakdown;

/// <summary>The demo's vehicle in this process, and a tester's channel to its engine over TCP.</summary>
internal sealed class LoopbackVehicle : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modular-benchmarks-").FullName;
    private readonly SimulatedVehicle _vehicle;
    private readonly DoIpServer _server;
    private readonly DoIpEntityConnection _connection;

    public LoopbackVehicle()
    {
        _vehicle = SimulatedVehicle.Load(DemoVehicle.WriteDatabases(_folder), DemoVehicle.Settings);
        Engine = _vehicle.Ecus.Single(static ecu => ecu.Name == "EngineControl");
        _server = _vehicle.Serve(new DoIpServerOptions { Port = 0 });
        _connection = new DoIpEntityConnection(_server.EndPoint);
        Link = new DoIpLink(_connection, new DoIpLinkOptions { Name = Engine.Name, TesterAddress = 0x0E00, TargetAddress = Engine.LogicalAddress });
        Channel = new UdsChannel(Link, new UdsTiming(), TimeProvider.System, NullLogger.Instance);
    }

    public SimulatedEcu Engine { get; }

    public IDiagnosticLink Link { get; }

    public UdsChannel Channel { get; }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
        _vehicle.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
