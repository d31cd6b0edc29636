using System.Text.Json;
using Modular.EndToEnd.Tests.Processes;

namespace Modular.EndToEnd.Tests.Safety;

/// <summary>The Safety plugin in the real host, in front of the demo's vehicle over DoIP.</summary>
public sealed class SafetyTests
{
    private const string Engine = "/vehicle/v15/components/enginecontrol";
    private const string Gateway = "/vehicle/v15/components/centralgateway";
    private const string IdleSpeed = Engine + "/data/IdleSpeed";
    private const string Value = """{"data":{"IdleSpeed":800}}""";

    private static readonly string[] Rules =
    [
        "demo",
        "--Safety:Operators:0=*",
        "--Safety:Values:Speed:Push=true",
        "--Safety:Values:Speed:MaxAge=01:00:00",
        "--Safety:Rules:0:Name=no-writes-while-moving",
        "--Safety:Rules:0:Requests:0=2E",
        "--Safety:Rules:0:When:0=Speed > 3",
        "--Safety:Rules:0:Reason=the vehicle moves",
    ];

    [Fact]
    public async Task Write_WhileMoving_IsRefusedAndAllowedAtStandstill()
    {
        await using var server = await StartAsync(Rules);
        await ExtendedAsync(server, Engine);

        // Nobody said how fast it is: unknown is unsafe.
        await RefusedAsync(server, "Speed is not known");
        await SetSpeedAsync(server, 30);
        await RefusedAsync(server, "the vehicle moves");
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(IdleSpeed)).Status);

        await SetSpeedAsync(server, 0);

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, IdleSpeed, Value)).Status);
    }

    [Fact]
    public async Task Write_DecidedByAValueReadFromAnEcu_FollowsTheVehicle()
    {
        await using var server = await StartAsync(
            "demo",
            "--Safety:Values:Mode:Ecu=CentralGateway", "--Safety:Values:Mode:Service=TransportMode_Read",
            "--Safety:Values:Mode:Period=00:00:00.050", "--Safety:Values:Mode:MaxAge=00:00:30",
            "--Safety:Rules:0:Ecus:0=EngineControl", "--Safety:Rules:0:Requests:0=2E", "--Safety:Rules:0:When:0=Mode = Transport",
            "--Safety:Rules:0:Reason=the vehicle is in transport");
        await ExtendedAsync(server, Engine);
        await ExtendedAsync(server, Gateway);
        await ChangeModeAsync(server, "Transport");
        await RefusedAsync(server, "the vehicle is in transport");

        await ChangeModeAsync(server, "Customer");

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, IdleSpeed, Value)).Status);
    }

    [Fact]
    public async Task EmergencyStop_EndsSessionsAndRefusesChangesUntilReleased()
    {
        await using var server = await StartAsync(Rules);
        await SetSpeedAsync(server, 0);
        await ExtendedAsync(server, Engine);

        var (status, report) = await server.SendAsync(HttpMethod.Post, "/safety/emergency-stop", """{"reason":"smoke"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(report.GetProperty("ecus").EnumerateArray(), ecu => Assert.Equal("DefaultSession", ecu.GetProperty("outcome").GetString()));
        Assert.Equal(4, report.GetProperty("ecus").GetArrayLength());
        (_, var session) = await server.GetAsync(Engine + "/modes/session");
        Assert.Equal("default", session.GetProperty("value").GetString());
        (status, var error) = await server.SendAsync(HttpMethod.Put, Engine + "/modes/session", """{"value":"extended"}""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("smoke", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(IdleSpeed)).Status);

        (status, _) = await server.SendAsync(HttpMethod.Post, "/safety/emergency-stop/release", """{"reason":"no fire"}""");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, Engine + "/modes/session", """{"value":"extended"}""")).Status);
    }

    private static async Task<Server> StartAsync(params string[] arguments)
    {
        var server = await Server.StartAsync(arguments);
        try
        {
            await server.AuthorizeAsync();
            await server.WaitForStateAsync("EngineControl", "Online");
            await server.WaitForStateAsync("CentralGateway", "Online");
            await server.WaitForStateAsync("BrakeControl", "Online");
            await server.WaitForStateAsync("BatteryManager", "Online");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task ExtendedAsync(Server server, string ecu)
    {
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, ecu + "/locks", """{"lock_expiration":300}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, ecu + "/modes/session", """{"value":"extended"}""")).Status);
    }

    private static async Task RefusedAsync(Server server, string reason)
    {
        var (status, error) = await server.SendAsync(HttpMethod.Put, IdleSpeed, Value);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("preconditions-not-fulfilled", error.GetProperty("error_code").GetString());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task SetSpeedAsync(Server server, int speed) => Assert.Equal(
        HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, "/safety/values/speed", $$"""{"value":{{speed}}}""")).Status);

    // The vehicle is changed over the same API, and the plugin sees it at its next look.
    private static async Task ChangeModeAsync(Server server, string mode)
    {
        var (status, _) = await server.SendAsync(HttpMethod.Put, Gateway + "/data/TransportMode", $$$"""{"data":{"TransportMode":"{{{mode}}}"}}""");
        Assert.Equal(HttpStatusCode.NoContent, status);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JsonElement seen;
        do
        {
            deadline.Token.ThrowIfCancellationRequested();
            (_, var safety) = await server.GetAsync("/safety");
            seen = safety.GetProperty("values")[0];
        }
        while (!seen.TryGetProperty("value", out var value) || value.GetString() != mode);
    }
}
