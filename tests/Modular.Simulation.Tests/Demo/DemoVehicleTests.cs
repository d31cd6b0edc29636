using Modular.Kernel.Detection;
using Modular.Kernel.Services;
using Modular.Simulation.Demo;
using Modular.Simulation.Tests.Support;
using Modular.Simulation.Values;

namespace Modular.Simulation.Tests.Demo;

public class DemoVehicleTests
{
    public static TheoryData<string> Ecus => ["CentralGateway", "EngineControl", "BrakeControl", "BatteryManager"];

    [Fact]
    public void Load_Demo_HasOneGatewayWithFourEcus()
    {
        using var demo = new DemoFixture();

        var gateway = Assert.Single(demo.Vehicle.Gateways);
        Assert.Equal(DemoVehicle.GatewayAddress, gateway.LogicalAddress);
        Assert.Equal(
            [("BatteryManager", 0x1301), ("BrakeControl", 0x1201), ("CentralGateway", 0x1001), ("EngineControl", 0x1101)],
            gateway.Ecus.Select(ecu => (ecu.Name, (int)ecu.LogicalAddress)));
        Assert.All(gateway.Ecus, ecu => Assert.Equal(DemoVehicle.FunctionalAddress, ecu.FunctionalAddress));
        Assert.Empty(demo.Vehicle.Hidden);
    }

    [Fact]
    public void Describe_Twice_GivesTheSameBytes() =>
        Assert.Equal(DemoVehicle.Describe().Select(file => file.ToBytes()), DemoVehicle.Describe().Select(file => file.ToBytes()));

    [Theory]
    [MemberData(nameof(Ecus))]
    public void Detection_OfSimulatedEcu_FindsItsVariant(string name)
    {
        using var demo = new DemoFixture();
        using var database = demo.OpenDatabase(name);
        var ecu = demo.Find(name);

        var responses = database.Detection.Services
            .Select(service => (service, request: ServiceWalk.Encode(service)))
            .Select(pair => new DetectionResponse(pair.service, pair.request, ecu.Ask(pair.request)))
            .ToArray();

        Assert.NotEmpty(responses);
        Assert.StartsWith($"{name}_App_", ecu.Variant, StringComparison.Ordinal);
        Assert.Equal(ecu.Variant, database.Detection.Evaluate(responses)?.ShortName);
    }

    [Theory]
    [MemberData(nameof(Ecus))]
    public void Answers_ToEveryServiceOfEveryVariant_AreReadable(string name)
    {
        using var demo = new DemoFixture();
        using var database = demo.OpenDatabase(name);
        foreach (var variant in database.Variants)
        {
            using var ecu = new SimulatedEcu(
                database,
                DemoVehicle.Settings with { Variants = new Dictionary<string, string> { [name] = variant.ShortName }, TimeProvider = demo.Time },
                demo.Vehicle.Vin);
            foreach (var (service, request) in ServiceWalk.Requests(variant))
            {
                AssertReadable(service, request, ecu.Ask(request));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ecus))]
    public void ComParams_OfEveryEcu_TellAddressesAndTiming(string name)
    {
        using var demo = new DemoFixture();
        using var database = demo.OpenDatabase(name);

        var comParams = database.ResolveComParams(database.Protocols.Single());

        Assert.Equal("UDS_Ethernet_DoIP_DOBT", database.Protocols.Single());
        Assert.Equal(DemoVehicle.GatewayAddress, comParams.GetNumber("CP_DoIPLogicalGatewayAddress"));
        Assert.Equal(demo.Find(name).LogicalAddress, comParams.GetNumber("CP_DoIPLogicalEcuAddress"));
        Assert.Equal(DemoVehicle.FunctionalAddress, comParams.GetNumber("CP_DoIPLogicalFunctionalAddress"));
        Assert.Equal(TimeSpan.FromMilliseconds(150), comParams.GetDuration("CP_P2Max"));
        Assert.Equal(0x0E00u, comParams.GetNumber("CP_DoIPLogicalTesterAddress"));
    }

    private static void AssertReadable(KernelService service, byte[] request, byte[] response)
    {
        Assert.NotEmpty(response);
        if (response[0] == 0x7F)
        {
            Assert.Equal(3, response.Length);
            Assert.Equal(request[0], response[1]);
            Assert.NotEqual(0x10, response[2]);
            return;
        }

        var collector = new ValueCollector();
        service.DecodeResponse(request, response, collector);
        Assert.True(collector.Errors == 0, $"{service.ShortName}: {Convert.ToHexString(response)}");
    }
}
