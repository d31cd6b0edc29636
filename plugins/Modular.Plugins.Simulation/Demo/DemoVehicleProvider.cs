using System.Net;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Entity;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;
using Modular.Simulation;
using Modular.Simulation.Demo;

namespace Modular.Plugins.Simulation.Demo;

/// <summary>Starts the demo vehicle on loopback.</summary>
internal sealed partial class DemoVehicleProvider(IPluginContext context, TimeProvider timeProvider, ILogger<DemoVehicleProvider> logger) : IDemoVehicle
{
    private const string Folder = "demo";

    public ValueTask<IDemoSession> StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Path.Combine(context.DataDirectory, Folder);
        var paths = DemoVehicle.WriteDatabases(folder);
        var vehicle = SimulatedVehicle.Load(paths, DemoVehicle.Settings with { TimeProvider = timeProvider });
        try
        {
            var server = vehicle.Serve(new DoIpServerOptions { Address = IPAddress.Loopback, Port = 0 }, logger);
            LogStarted(vehicle.Ecus.Count, server.EndPoint);
            return ValueTask.FromResult<IDemoSession>(new DemoSession(vehicle, server, folder));
        }
        catch
        {
            vehicle.Dispose();
            throw;
        }
    }

    [LoggerMessage(6001, LogLevel.Information, "Started the demo vehicle with {Ecus} ECUs on {EndPoint}")]
    private partial void LogStarted(int ecus, IPEndPoint endPoint);
}
