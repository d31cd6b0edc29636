using System.Collections.Frozen;
using System.Globalization;
using Modular.DoIp.Entity;
using Modular.Sdk.Hosting;
using Modular.Simulation;

namespace Modular.Plugins.Simulation.Demo;

/// <summary>The demo vehicle while it runs.</summary>
internal sealed class DemoSession(SimulatedVehicle vehicle, DoIpServer server, string databases) : IDemoSession
{
    private const string Components = "/vehicle/v15/components";

    public IReadOnlyDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>
    {
        ["Database:Path"] = databases,
        ["DoIp:TesterAddress"] = server.EndPoint.Address.ToString(),
        ["DoIp:GatewayPort"] = server.EndPoint.Port.ToString(CultureInfo.InvariantCulture),
        ["DoIp:Discovery:Targets:0"] = server.EndPoint.Address.ToString(),
    }.ToFrozenDictionary();

    public IReadOnlyList<DemoRequest> Requests { get; } =
    [
        new("The ECUs of the vehicle", "GET", Components),
        new("Engine speed, read from the ECU", "GET", $"{Components}/enginecontrol/data/enginespeed"),
        new("A state as text", "GET", $"{Components}/batterymanager/data/contactorstate"),
    ];

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync().ConfigureAwait(false);
        vehicle.Dispose();
    }
}
