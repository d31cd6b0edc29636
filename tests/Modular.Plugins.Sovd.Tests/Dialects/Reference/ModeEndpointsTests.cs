using System.Net;
using Modular.Plugins.Sovd.Tests.Support;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class ModeEndpointsTests
{
    private const string Modes = "/vehicle/v15/components/flxc1000/modes";
    private const string Session = Modes + "/session";

    [Fact]
    public async Task List_WithAndWithoutCharts_ShowsWhatWorks()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var with = await (await server.SendAsync("GET", Modes)).JsonAsync();
        vehicle.Ecu.StateCharts = [];
        var without = await (await server.SendAsync("GET", Modes)).JsonAsync();

        Assert.Equal("""{"items":[{"id":"session","name":"Diagnostic session"}]}""", with.GetRawText());
        Assert.Equal("""{"items":[]}""", without.GetRawText());
        await (await server.SendAsync("GET", Session)).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
    }

    [Fact]
    public async Task Put_WithLock_ChangesTheSessionUnderItsEpoch()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();

        var body = await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"EXTENDED"}"""))).JsonAsync();

        Assert.Equal("""{"id":"session","value":"EXTENDED"}""", body.GetRawText());
        Assert.Equal("""{"name":"Diagnostic session","value":"extended"}""", (await (await server.SendAsync("GET", Session)).JsonAsync()).GetRawText());
        var change = Assert.Single(vehicle.Ecu.Changes);
        Assert.Equal(vehicle.Ecu.Fences.Single(), change.LockEpoch);
        Assert.Equal("alice", change.Caller?.Subject);
        Assert.Equal("SESSION", change.ChartSemantic);
    }

    [Fact]
    public async Task Put_WithoutLock_IsForbiddenInTheReferencesWords()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended"}""")))
            .ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.Equal("Required ECU lock is missing", error.Text("message"));
        Assert.Empty(vehicle.Ecu.Changes);
    }

    [Fact]
    public async Task Put_UnknownSession_IsNotFound()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await server.LockAsync();

        var response = await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"this status does not exist"}"""));

        await response.ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
    }

    [Theory]
    [InlineData(0x22, 502)]
    [InlineData(null, 504)]
    public async Task Put_EcuRefusesOrIsSilent_ArmsNoExpiry(int? code, int status)
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();
        vehicle.Ecu.ChangeOutcome = code is null ? FakeEcu.Silent() : FakeEcu.Negative(0x10, (byte)code);
        var timers = server.Time.ArmedTimers;

        var response = await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended","mode_expiration":2}"""));

        await response.JsonAsync((HttpStatusCode)status);
        Assert.Equal(timers, server.Time.ArmedTimers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"value":7}""")]
    [InlineData("""{"value":"extended","mode_expiration":-2}""")]
    [InlineData("""{"value":"extended","mode_expiration":"2"}""")]
    public async Task Put_BadBody_IsBadRequestAndSendsNothing(string body)
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();

        await (await server.SendAsync("PUT", Session, content: Responses.Json(body))).ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");

        Assert.Empty(vehicle.Ecu.Changes);
    }

    [Fact]
    public async Task Expiration_TimePasses_SessionGoesBackAndTheLockStays()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();
        await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended","mode_expiration":2}"""))).JsonAsync();
        await vehicle.Ecu.NextChangeAsync();

        server.Time.Advance(TimeSpan.FromSeconds(2));
        var change = await vehicle.Ecu.NextChangeAsync();

        Assert.Null(change.State);
        Assert.Equal("Default", vehicle.Ecu.CurrentState("SESSION"));
        Assert.Equal(1, vehicle.Ecu.KeepAlives);
    }

    [Fact]
    public async Task Expiration_NewPutWithoutOne_Disarms()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync();
        var timers = server.Time.ArmedTimers;
        await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended","mode_expiration":2}"""))).JsonAsync();
        Assert.Equal(timers + 1, server.Time.ArmedTimers);

        await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"programming"}"""))).JsonAsync();

        Assert.Equal(timers, server.Time.ArmedTimers);
    }

    [Fact]
    public async Task LockDeleted_SessionChangedBefore_GoesBack()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var id = await server.LockAsync();
        await (await server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended","mode_expiration":200}"""))).JsonAsync();

        await (await server.SendAsync("DELETE", $"/vehicle/v15/components/flxc1000/locks/{id}")).EmptyAsync(HttpStatusCode.NoContent);

        Assert.Equal("Default", vehicle.Ecu.CurrentState("SESSION"));
        Assert.Equal(0, server.Time.ArmedTimers);
    }

    [Fact]
    public async Task Put_LockExpiresWhileTheEcuIsBusy_TheFenceRefuses()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        await server.LockAsync(seconds: 5);
        var blocked = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        vehicle.Ecu.BeforeChange = change =>
        {
            if (change.Caller is null)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return blocked.Task;
        };
        var put = server.SendAsync("PUT", Session, content: Responses.Json("""{"value":"extended"}"""));
        await reached.Task;

        server.Time.Advance(TimeSpan.FromSeconds(5));
        blocked.SetResult();

        await (await put).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await server.LockAsync("bob");
        Assert.Equal("Default", vehicle.Ecu.CurrentState("SESSION"));
    }
}
