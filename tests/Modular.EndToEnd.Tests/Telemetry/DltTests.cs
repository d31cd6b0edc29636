using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;
using Modular.TestSupport.Dlt;

namespace Modular.EndToEnd.Tests.Telemetry;

/// <summary>What a real dlt-daemon gets from the real host, and what the host loads without it.</summary>
public sealed class DltTests
{
    private const string Brakes = "BrakeControl";
    private static readonly string[] Contexts = ["MAIN", "CORE", "DOIP", "UDS-", "DB--", "SOVD"];

    [ProgramFact("dlt-daemon")]
    public async Task Log_OfARunningServer_IsReadBackByDltReceiveInAllContexts()
    {
        using var daemon = await DltDaemon.StartAsync();
        // One ECU gets no time to answer: late answers are what the protocol logs of.
        await using var server = await StartAsync(
            daemon.Folder, "--Dlt:ApplicationId=E2E", "--Log:Level=Debug", $"--Ecu:{Brakes}:ComParams:CP_P6Max:Value=1");
        Assert.Contains("libdlt.so.2", await MapsAsync(server), StringComparison.Ordinal);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("enginecontrol", "Online");

        // A lock is what the REST interface logs.
        await server.SendAsync(HttpMethod.Post, "/vehicle/v15/components/enginecontrol/locks", """{"lock_expiration":60}""");
        for (var i = 0; i < 3; i++)
        {
            await server.SendAsync(HttpMethod.Put, $"/vehicle/v15/components/{Brakes}");
        }

        var lines = await daemon.ReceiveUntilAsync(sofar => Array.TrueForAll(
            Contexts, context => sofar.Any(line => line.Contains($"E2E- {context}", StringComparison.Ordinal))));

        Assert.Contains(lines, line => line.Contains("E2E- SOVD", StringComparison.Ordinal) && line.Contains("Locked EngineControl", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("E2E- MAIN", StringComparison.Ordinal) && line.Contains("Started ", StringComparison.Ordinal));
    }

    [ProgramFact("dlt-daemon")]
    public async Task Run_NoPlaceForThePipe_ServesAndHealthNamesTheCode()
    {
        await using var server = await StartAsync("/dev/null/nowhere");

        var (_, health) = await server.GetAsync("/health");
        var component = health.GetProperty("components").EnumerateArray().Single(part => part.GetProperty("name").GetString() == "dlt");
        Assert.Contains("the registration of application MODU with -1", component.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [ProgramFact("dlt-daemon")]
    public async Task Run_SwitchedOff_LoadsNothingOfLibdlt()
    {
        await using var server = await Server.StartAsync(["demo"]);

        var mapped = await MapsAsync(server);
        Assert.Contains("Modular.Plugins.Logging.Dlt.dll", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("libdlt", mapped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Dlt:ApplicationId=ABCDE", "Dlt:ApplicationId must be one to four printable ASCII characters")]
    [InlineData("--Dlt:ApplicationDescription=", "ApplicationDescription")]
    public async Task ConfigCheck_WrongValue_SaysWhatAndWhere(string option, string message)
    {
        using var state = new TemporaryFolder();
        await using var check = ModularExecutable.Start(state, "config", "check", option);

        Assert.Equal(2, await check.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains(message, check.Everything, StringComparison.Ordinal);
    }

    private static Task<Server> StartAsync(string pipes, params string[] more) =>
        Server.StartAsync(["demo", "--Dlt:Enabled=true", .. more], new Dictionary<string, string?> { ["DLT_PIPE_DIR"] = pipes });

    private static Task<string> MapsAsync(Server server) => File.ReadAllTextAsync($"/proc/{server.Process.Id}/maps");
}
