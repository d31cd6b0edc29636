using System.Globalization;
using System.Text;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Interop;

/// <summary>scapy's DoIP and UDS, an implementation of others, on either end.</summary>
public sealed class ScapyTests
{
    private static string Databases => Path.Combine(RepositoryPaths.SharedData!, "mdd");

    [ProgramFact("scapy", withSharedData: true)]
    public async Task ReadVin_FromTheSimulatorWithScapysTester_AnswersAsDescribed()
    {
        await using var simulator = await Simulator.StartAsync(Databases);
        var script = Path.Combine(AppContext.BaseDirectory, "Interop", "scapy_tester.py");
        await using var tester = ChildProcess.Start(
            IndependentPrograms.Python,
            [script, "127.0.0.1", simulator.Port.ToString(CultureInfo.InvariantCulture), "0x1000", "0xF190"]);
        var line = await tester.WaitForLineAsync(l => l.Contains("ANSWER", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        var answer = Convert.FromHexString(line.Split(' ')[1]);
        Assert.Equal([0x62, 0xF1, 0x90], answer[..3]);
        Assert.Matches("^[A-HJ-NPR-Z0-9]{17}$", Encoding.ASCII.GetString(answer[3..]));
    }

    [ProgramFact("scapy", withSharedData: true)]
    public async Task ReadVin_FromAnEntityMadeWithScapy_IsServedOverRest()
    {
        var vin = "SCAPY0000000VIN01";
        await using var entity = await ScapyEntity.StartAsync(
            0x1000, "22f100=62f100000101", "22f190=62f190" + Convert.ToHexStringLower(Encoding.ASCII.GetBytes(vin)));
        await using var server = await Server.StartAsync(Databases, entity.Port);
        await server.AuthorizeAsync();
        var component = await server.WaitForStateAsync("FLXC1000", "Online");
        Assert.Equal("FLXC1000_App_0101", component.GetProperty("variant").GetProperty("name").GetString());

        var (status, body) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/VINDataIdentifier");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(vin, body.GetRawText(), StringComparison.Ordinal);
    }

    [ProgramFact("scapy", withSharedData: true)]
    public async Task Read_EcuAsksForTimeFirst_WaitsForTheAnswer()
    {
        await using var entity = await ScapyEntity.StartAsync(
            0x1000, "22f100=62f100000101", "22f200=7f2278+7f2278+62f2000000000a");
        await using var server = await Server.StartAsync(Databases, entity.Port);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");

        var (status, body) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/FluxCapacitorPowerConsumption");
        Assert.True(status == HttpStatusCode.OK, $"{status} {body}");
    }

    [ProgramFact("scapy", withSharedData: true)]
    public async Task Read_GatewayClosesInTheMiddleOfAnAnswer_IsATellingErrorAndTheNextReadWorks()
    {
        await using var entity = await ScapyEntity.StartAsync(0x1000, "22f100=62f100000101", "22f190=!", "22f200=62f2000000000a");
        await using var server = await Server.StartAsync(Databases, entity.Port);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");

        var (status, body) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/VINDataIdentifier");
        Assert.True(status is HttpStatusCode.InternalServerError or HttpStatusCode.GatewayTimeout, $"{status} {body}");
        Assert.NotEmpty(body.GetProperty("message").GetString()!);

        (status, body) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/FluxCapacitorPowerConsumption");
        Assert.True(status == HttpStatusCode.OK, $"{status} {body}");
    }

    [ProgramFact("scapy", withSharedData: true)]
    public async Task Read_EcuNeverAnswers_Is504WithinItsTimeout()
    {
        await using var entity = await ScapyEntity.StartAsync(0x1000, "22f100=62f100000101", "22f190=-");
        await using var server = await Server.StartAsync(Databases, entity.Port);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");

        var (status, body) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/VINDataIdentifier");
        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Equal("not-responding", body.GetProperty("error_code").GetString());
    }
}
