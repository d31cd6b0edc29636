using System.Net;
using Modular.Plugins.Sovd.Tests.Support;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class LockEndpointsTests
{
    private const string Locks = "/vehicle/v15/components/flxc1000/locks";

    [Fact]
    public async Task Create_FreeEcu_FencesAndKeepsTheSessionAlive()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var response = await server.SendAsync("POST", Locks, content: Responses.Json("""{"lock_expiration":60,"exclusive":false}"""));

        var id = (await response.JsonAsync(HttpStatusCode.Created)).Text("id");
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", id);
        Assert.Equal($"{server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{Locks}/{id}", response.Headers.Location?.ToString());
        Assert.Equal(1, vehicle.Ecu.KeepAlives);
        Assert.Single(vehicle.Ecu.Fences);
        Assert.Equal(0, vehicle.Other.KeepAlives);
    }

    [Fact]
    public async Task Create_Again_ProlongsTheSameLock()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var first = await server.LockAsync(seconds: 10);
        Assert.Equal("""{"lock_expiration":"2030-01-01T00:00:10Z"}""", (await (await server.SendAsync("GET", $"{Locks}/{first}")).JsonAsync()).GetRawText());
        server.Time.Advance(TimeSpan.FromSeconds(5));

        var second = await server.LockAsync(seconds: 10);

        Assert.Equal(first, second);
        Assert.Equal("""{"lock_expiration":"2030-01-01T00:00:15Z"}""", (await (await server.SendAsync("GET", $"{Locks}/{first}")).JsonAsync()).GetRawText());
        Assert.Equal(1, vehicle.Ecu.KeepAlives);
        server.Time.Advance(TimeSpan.FromSeconds(9));
        await (await server.SendAsync("GET", $"{Locks}/{first}")).JsonAsync();
    }

    [Fact]
    public async Task Create_ForeignLock_IsForbidden()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await server.LockAsync();

        var response = await server.SendAsync("POST", Locks, "bob", Responses.Json("""{"lock_expiration":60}"""));

        await response.ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
    }

    [Fact]
    public async Task Create_OtherEcuLockedByAnother_IsCreated()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await server.LockAsync();

        var response = await server.SendAsync("POST", "/vehicle/v15/components/fsnr2000/locks", "bob", Responses.Json("""{"lock_expiration":60}"""));

        await response.JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task List_OwnerAndOther_SeeWhoseItIs()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        Assert.Equal("""{"items":[]}""", (await (await server.SendAsync("GET", Locks)).JsonAsync()).GetRawText());
        var id = await server.LockAsync();

        var mine = await (await server.SendAsync("GET", Locks)).JsonAsync();
        var theirs = await (await server.SendAsync("GET", Locks, "bob")).JsonAsync();

        Assert.Equal($$"""{"items":[{"id":"{{id}}","owned":true}]}""", mine.GetRawText());
        Assert.Equal($$"""{"items":[{"id":"{{id}}","owned":false}]}""", theirs.GetRawText());
    }

    [Fact]
    public async Task Expiry_TimePasses_LockIsGoneAndTheEcuBackInItsStartStates()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var id = await server.LockAsync(seconds: 2);
        vehicle.Ecu.SetState("SESSION", "Extended");
        vehicle.Ecu.SetState("SECURITY", "Level_5");
        var epoch = vehicle.Ecu.Fences.Single();

        server.Time.Advance(TimeSpan.FromSeconds(2));

        await (await server.SendAsync("GET", $"{Locks}/{id}")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
        await (await server.SendAsync("DELETE", $"{Locks}/{id}")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
        await vehicle.Ecu.NextChangeAsync();
        await vehicle.Ecu.NextChangeAsync();
        Assert.Equal("Default", vehicle.Ecu.CurrentState("SESSION"));
        Assert.Equal("Locked", vehicle.Ecu.CurrentState("SECURITY"));
        Assert.Equal(0, vehicle.Ecu.KeepAlives);
        Assert.True(vehicle.Ecu.Fences[^1] > epoch);
        Assert.All(vehicle.Ecu.Changes, change => Assert.Null(change.Caller));
    }

    [Fact]
    public async Task Expiry_Zero_EndsAtOnce()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var id = await server.LockAsync(seconds: 0);

        await (await server.SendAsync("GET", $"{Locks}/{id}")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
    }

    [Fact]
    public async Task Create_WhileTheLastLockCleansUp_WaitsAndGetsANewerEpoch()
    {
        var vehicle = new Vehicle();
        var blocked = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var id = await server.LockAsync();
        vehicle.Ecu.SetState("SESSION", "Extended");
        vehicle.Ecu.BeforeChange = _ =>
        {
            reached.TrySetResult();
            return blocked.Task;
        };

        var delete = server.SendAsync("DELETE", $"{Locks}/{id}");
        await reached.Task;
        var create = server.SendAsync("POST", Locks, "bob", Responses.Json("""{"lock_expiration":60}"""));
        Assert.Equal("""{"items":[]}""", (await (await server.SendAsync("GET", Locks)).JsonAsync()).GetRawText());
        Assert.False(create.IsCompleted);
        blocked.SetResult();

        await (await delete).EmptyAsync(HttpStatusCode.NoContent);
        await (await create).JsonAsync(HttpStatusCode.Created);
        Assert.Equal("Default", vehicle.Ecu.CurrentState("SESSION"));
        Assert.Equal(vehicle.Ecu.Fences.Order(), vehicle.Ecu.Fences);
        Assert.Equal(3, vehicle.Ecu.Fences.Distinct().Count());
    }

    [Fact]
    public async Task Delete_EcuSilent_IsGoneAllTheSame()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var id = await server.LockAsync();
        vehicle.Ecu.SetState("SESSION", "Extended");
        vehicle.Ecu.BeforeChange = static _ => throw new InvalidTimeZoneException("Not even a foreseen exception.");

        await (await server.SendAsync("DELETE", $"{Locks}/{id}")).EmptyAsync(HttpStatusCode.NoContent);

        vehicle.Ecu.BeforeChange = null;
        await server.LockAsync("bob");
    }

    [Fact]
    public async Task Delete_Foreign_IsForbiddenAndKept()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var id = await server.LockAsync();

        await (await server.SendAsync("DELETE", $"{Locks}/{id}", "bob")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        await (await server.SendAsync("GET", $"{Locks}/{id}")).JsonAsync();
        await (await server.SendAsync("DELETE", $"{Locks}/{Guid.NewGuid()}")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
        await (await server.SendAsync("DELETE", $"{Locks}/{id.ToUpperInvariant()}")).EmptyAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Extend_Cases_HaveTheirStatus()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var wish = """{"lock_expiration":120}""";
        var none = await (await server.SendAsync("PUT", $"{Locks}/{Guid.NewGuid()}", content: Responses.Json(wish)))
            .ErrorAsync(HttpStatusCode.Conflict, "preconditions-not-fulfilled");
        Assert.Equal("No lock found", none.Text("message"));
        var id = await server.LockAsync();

        await (await server.SendAsync("PUT", $"{Locks}/{id}", "bob", Responses.Json(wish))).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await (await server.SendAsync("PUT", $"{Locks}/{Guid.NewGuid()}", content: Responses.Json(wish)))
            .ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await (await server.SendAsync("PUT", $"{Locks}/{id}", content: Responses.Json(wish))).EmptyAsync(HttpStatusCode.NoContent);
        server.Time.Advance(TimeSpan.FromSeconds(119));
        await (await server.SendAsync("GET", $"{Locks}/{id}")).JsonAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await (await server.SendAsync("GET", $"{Locks}/{id}")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"lock_expiration":"60"}""")]
    [InlineData("""{"lock_expiration":1.5}""")]
    [InlineData("""{"lock_expiration":-1}""")]
    [InlineData("""{"lock_expiration":18446744073709551615}""")]
    [InlineData("""{"lock_expiration":99999999}""")]
    [InlineData("""{"lock_expiration":1,"lock_expiration":2}""")]
    public async Task Create_BadBody_IsBadRequest(string body)
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        await (await server.SendAsync("POST", Locks, content: Responses.Json(body))).ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
    }

    [Fact]
    public async Task TesterReplaced_LockIsHeld_GuardsTheNewEcu()
    {
        var before = new Vehicle();
        var after = new Vehicle();
        await using var server = await SovdServer.StartAsync(before.Tester);
        await server.LockAsync();

        server.Tester.Add(after.Tester);

        Assert.Equal(0, before.Ecu.KeepAlives);
        Assert.Equal(1, after.Ecu.KeepAlives);
        Assert.Equal(before.Ecu.Fences, after.Ecu.Fences);
    }

    [Fact]
    public async Task Create_ManyCallersAtOnce_OneWins()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => server.SendAsync("POST", Locks, $"caller{i}", Responses.Json("""{"lock_expiration":60}"""))));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(15, responses.Count(response => response.StatusCode == HttpStatusCode.Forbidden));
        Assert.Equal(1, vehicle.Ecu.KeepAlives);
    }
}
