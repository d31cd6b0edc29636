using Modular.Kernel;
using Modular.Kernel.Detection;
using Modular.Sdk.Testing.Time;
using Modular.Simulation.Tests.Support;
using Modular.Simulation.Values;
using Modular.TestSupport;

namespace Modular.Simulation.Tests.Vehicles;

/// <summary>Databases of others: the simulator must answer them all in a way that they read themselves.</summary>
public class SampleDatabaseTests
{
    private static string Folder => Path.Combine(RepositoryPaths.SharedData!, "mdd");

    [SharedDataTheory]
    [InlineData("FLXC1000", "FLXC1000_App_0101", "62F100000101")]
    [InlineData("FLXCNG1000", "FLXCNG1000_App_1010", "62F100001010")]
    public void Ecu_Default_IsItsApplicationVariant(string name, string variant, string identification)
    {
        using var database = Open(name);
        using var ecu = Create(database);

        Assert.Equal(variant, ecu.Variant);
        Assert.Equal(identification, ecu.Ask("22F100"));
        Assert.Equal((0x1000, 0x1000, 0xFFFF), (ecu.LogicalAddress, ecu.GatewayAddress, ecu.FunctionalAddress!.Value));
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    public void Answers_ToEveryServiceOfEveryVariant_AreReadable(string name)
    {
        using var database = Open(name);
        var answered = 0;
        foreach (var variant in database.Variants)
        {
            foreach (var (service, request) in ServiceWalk.Requests(variant))
            {
                using var ecu = Create(database, variant.ShortName);
                var adapted = Prepare(ecu, request);
                var response = ecu.Ask(adapted);
                if (IsHiddenFromApplication(adapted))
                {
                    Assert.Equal(0x7F, response[0]);
                    continue;
                }

                Assert.True(response is [not 0x7F, ..], $"{service.ShortName}: {Convert.ToHexString(adapted)} -> {Convert.ToHexString(response)}");
                var collector = new ValueCollector();
                service.DecodeResponse(adapted, response, collector);
                Assert.True(collector.Errors == 0, $"{service.ShortName}: {Convert.ToHexString(response)}");
                answered++;
            }
        }

        Assert.True(answered > 60, $"{answered} services answered");
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    public void Detection_OfEveryVariantWithPattern_FindsIt(string name)
    {
        using var database = Open(name);
        Assert.NotEmpty(database.Detection.Patterns);
        foreach (var pattern in database.Detection.Patterns)
        {
            using var ecu = Create(database, pattern.Variant.ShortName);
            var responses = database.Detection.Services
                .Select(service => (service, request: ServiceWalk.Encode(service)))
                .Select(pair => new DetectionResponse(pair.service, pair.request, ecu.Ask(pair.request)))
                .ToArray();

            Assert.Equal(pattern.Variant.ShortName, database.Detection.Evaluate(responses)?.ShortName);
        }
    }

    [SharedDataFact]
    public void TimeCircuits_Started_ProgressAsDescribed()
    {
        using var database = Open("FLXC1000");
        using var ecu = Create(database);

        Assert.Equal("71011003", ecu.Ask("310110030107C10A1A"));
        Assert.StartsWith("710310031901", ecu.Ask("31031003"), StringComparison.Ordinal);
        Assert.StartsWith("710310033202", ecu.Ask("31031003"), StringComparison.Ordinal);
        Assert.StartsWith("710310034B03", ecu.Ask("31031003"), StringComparison.Ordinal);
        Assert.StartsWith("710310036403", ecu.Ask("31031003"), StringComparison.Ordinal);
        Assert.Equal("71021003", ecu.Ask("31021003"));
    }

    [SharedDataFact]
    public void Flash_InOrder_Works()
    {
        using var database = Open("FLXC1000");
        using var ecu = Create(database);

        Assert.Equal("5002003201F4", ecu.Ask("1002"));
        Assert.Equal("FLXC1000_Boot_Variant", ecu.Variant);
        Assert.Equal("67070001020304050607", ecu.Ask("2707"));
        Assert.Equal("6708", ecu.Ask("27080D0E0F1011121314"));
        Assert.Equal("744000001002", ecu.Ask("3400440000000000000100"));
        Assert.Equal("7601", ecu.Ask("3601" + Convert.ToHexString(new byte[128])));
        Assert.Equal("7602", ecu.Ask("3602" + Convert.ToHexString(new byte[128])));
        Assert.Equal("77", ecu.Ask("37"));
    }

    [SharedDataFact]
    public void Load_TwoDatabasesOfOneAddress_TheFirstByNameAnswersUnlessChosen()
    {
        var paths = new[] { "FLXCNG1000", "FLXC1000", "functional_groups" }.Select(name => Path.Combine(Folder, name + ".mdd")).ToArray();

        using var vehicle = SimulatedVehicle.Load(paths);
        Assert.Equal("FLXC1000", Assert.Single(vehicle.Ecus).Name);
        Assert.Equal("FLXCNG1000", Assert.Single(vehicle.Hidden).Name);

        using var chosen = SimulatedVehicle.Load(paths, new VehicleSettings { Variants = new Dictionary<string, string> { ["flxcng1000"] = "FLXCNG1000_App_1010" } });
        Assert.Equal("FLXCNG1000", Assert.Single(chosen.Ecus).Name);
    }

    [SharedDataFact]
    public void Load_FilesOfOtherWriters_AreServedOrRefusedWithAReason()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder, "other-writers"), "*.mdd"))
        {
            try
            {
                using var vehicle = SimulatedVehicle.Load([path]);
                var random = new Random(7);
                for (var count = 0; count < 2000; count++)
                {
                    var request = new byte[1 + random.Next(5)];
                    random.NextBytes(request);
                    request[0] &= 0x3F;
                    var answer = vehicle.Ecus[0].Ask(request);
                    Assert.True(answer.Length == 0 || answer[0] == 0x7F || answer[0] == request[0] + 0x40);
                }
            }
            catch (SimulationException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }

    private static DiagnosticDatabase Open(string name) => DiagnosticDatabase.Open(Path.Combine(Folder, name + ".mdd"));

    private static SimulatedEcu Create(DiagnosticDatabase database, string? variant = null) => new(
        database,
        new VehicleSettings
        {
            TimeProvider = new ManualTimeProvider(),
            Variants = variant is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [database.EcuName] = variant },
        },
        VinGenerator.Create(1));

    // A transfer needs more than one request makes right; the flash test goes through it in order.
    private static bool IsHiddenFromApplication(byte[] request) => request[0] is 0x34 or 0x36 or 0x37;

    // What the request needs before it: a started routine, or a seed for its key.
    private static byte[] Prepare(SimulatedEcu ecu, byte[] request)
    {
        if (request[0] == 0x31 && request[1] is 2 or 3)
        {
            ecu.Ask(request[2] == 0x10 && request[3] == 0x03 ? "310110030107C10A1A" : $"3101{request[2]:X2}{request[3]:X2}");
        }
        else if (request[0] == 0x27 && request[1] % 2 == 0)
        {
            ecu.Ask($"27{request[1] - 1:X2}");
            return [0x27, request[1], 0x0D, 0x0E, 0x0F, 0x10];
        }

        return request;
    }
}
