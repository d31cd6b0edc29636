using System.Net;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Locks;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

public sealed class LockPreemptionTests
{
    private const string Locks = "/vehicle/v15/components/flxc1000/locks";
    private const string Data = "/vehicle/v15/components/flxc1000/data/vindataidentifier";

    [Fact]
    public async Task Create_NoPolicy_IsForbiddenAlsoWhenBreakingIsAskedFor()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await server.LockAsync();

        var response = await BreakAsync(server);

        await response.ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await (await WriteAsync(server, "alice")).EmptyAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Create_PolicyAllows_GivesTheLockToTheClaimantAndFencesTheOwner()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var policy = FakePreemptionPolicy.Allowing;
        server.Preemption.Add(policy);
        await server.LockAsync();
        await (await WriteAsync(server, "alice")).EmptyAsync(HttpStatusCode.NoContent);
        var oldEpoch = vehicle.Ecu.Calls[^1].LockEpoch!.Value;
        server.Time.Advance(TimeSpan.FromSeconds(5));

        var id = (await (await BreakAsync(server)).JsonAsync(HttpStatusCode.Created)).Text("id");

        var asked = Assert.Single(policy.Asked);
        Assert.Equal((LockScope.Ecu, "FLXC1000", "alice", "bob", true), (asked.Scope, asked.Target, asked.Owner, asked.Claimant.Subject, asked.IsBreakRequested));
        Assert.Equal(TimeSpan.FromSeconds(60), asked.ExpiresAt - asked.HeldSince);
        await (await WriteAsync(server, "bob")).EmptyAsync(HttpStatusCode.NoContent);
        Assert.All(vehicle.Ecu.Fences.Skip(1), fence => Assert.True(fence > oldEpoch));
        Assert.True(vehicle.Ecu.Calls[^1].LockEpoch > oldEpoch);
        Assert.Equal(1, vehicle.Ecu.KeepAlives);
        Assert.Contains(vehicle.Ecu.Changes, change => change.ChartSemantic == "SESSION" && change.State is null);
        Assert.NotEqual(Guid.Empty, Guid.Parse(id));
        Assert.Equal(0, server.Preemption.Leases);
    }

    [Fact]
    public async Task Owner_AfterPreemption_IsToldThatItsLockIsBrokenUntilItDeletesIt()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(FakePreemptionPolicy.Allowing);
        var id = await server.LockAsync();
        var foreign = (await (await BreakAsync(server)).JsonAsync(HttpStatusCode.Created)).Text("id");

        await (await WriteAsync(server, "alice")).ErrorAsync(HttpStatusCode.Conflict, "lock-broken");
        await (await server.SendAsync("GET", $"{Locks}/{id}")).ErrorAsync(HttpStatusCode.Conflict, "lock-broken");
        await (await server.SendAsync("PUT", $"{Locks}/{id}", content: Responses.Json("""{"lock_expiration":60}"""))).ErrorAsync(HttpStatusCode.Conflict, "lock-broken");
        await (await server.SendAsync("GET", $"{Locks}/{id}", "bob")).ErrorAsync(HttpStatusCode.NotFound, "vendor-specific", "not-found");
        await (await server.SendAsync("DELETE", $"{Locks}/{id}")).EmptyAsync(HttpStatusCode.NoContent);

        await (await WriteAsync(server, "alice")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await (await server.SendAsync("GET", $"{Locks}/{foreign}", "bob")).JsonAsync();
    }

    [Fact]
    public async Task Owner_AfterTheClaimantIsGone_IsStillToldAndMayLockAgain()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(FakePreemptionPolicy.Allowing);
        await server.LockAsync();
        var foreign = (await (await BreakAsync(server)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await (await server.SendAsync("DELETE", $"{Locks}/{foreign}", "bob")).EmptyAsync(HttpStatusCode.NoContent);
        await (await WriteAsync(server, "alice")).ErrorAsync(HttpStatusCode.Conflict, "lock-broken");

        await server.LockAsync();

        await (await WriteAsync(server, "alice")).EmptyAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Owner_AfterItsOwnLockWouldHaveEnded_IsForgotten()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(FakePreemptionPolicy.Allowing);
        await server.LockAsync(seconds: 10);
        await (await BreakAsync(server)).JsonAsync(HttpStatusCode.Created);
        server.Time.Advance(TimeSpan.FromSeconds(10));

        await (await WriteAsync(server, "alice")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
    }

    [Fact]
    public async Task Create_OnePolicyOfSeveralDenies_KeepsTheLockAndTellsWhy()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(FakePreemptionPolicy.Allowing);
        server.Preemption.Add(new FakePreemptionPolicy(_ => new(AccessDecision.Deny("flashing goes first"))));
        await server.LockAsync();

        var error = await (await BreakAsync(server)).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.Contains("flashing goes first", error.Text("message"), StringComparison.Ordinal);
        await (await WriteAsync(server, "alice")).EmptyAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Create_PolicyThrows_KeepsTheLock()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(new FakePreemptionPolicy(_ => throw new InvalidOperationException("broken")));
        await server.LockAsync();

        var error = await (await BreakAsync(server)).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.DoesNotContain("broken", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_PolicyHangs_KeepsTheLockAfterItsTime()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Preemption.Add(new FakePreemptionPolicy(_ =>
        {
            asked.SetResult();
            return new(new TaskCompletionSource<AccessDecision>().Task);
        }));
        await server.LockAsync();

        var response = BreakAsync(server);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        server.Time.Advance(TimeSpan.FromSeconds(2));

        await (await response).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
    }

    [Fact]
    public async Task Create_BreakIsNoBoolean_IsABadRequest()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);

        var response = await server.SendAsync("POST", Locks, content: Responses.Json("""{"lock_expiration":60,"break_lock":"yes"}"""));

        await response.ErrorAsync(HttpStatusCode.BadRequest, "vendor-specific", "bad-request");
    }

    [Fact]
    public async Task Create_TwoClaimants_OneHoldsTheLockInTheEnd()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        server.Preemption.Add(FakePreemptionPolicy.Allowing);
        await server.LockAsync();

        var responses = await Task.WhenAll(BreakAsync(server), BreakAsync(server, "carol"));

        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, (await (await server.SendAsync("GET", Locks)).JsonAsync()).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData(DiagnosticFailure.SafetyDenied, HttpStatusCode.Conflict, "preconditions-not-fulfilled")]
    [InlineData(DiagnosticFailure.SafetyUnavailable, HttpStatusCode.ServiceUnavailable, "preconditions-not-fulfilled")]
    [InlineData(DiagnosticFailure.CommunicationPending, HttpStatusCode.ServiceUnavailable, "preconditions-not-fulfilled")]
    [InlineData(DiagnosticFailure.Intercepted, HttpStatusCode.Forbidden, "insufficient-access-rights")]
    [InlineData(DiagnosticFailure.PluginFailed, HttpStatusCode.InternalServerError, "sovd-server-failure")]
    public async Task Read_SlotRefuses_IsToldInTheDialect(DiagnosticFailure failure, HttpStatusCode status, string code)
    {
        var vehicle = new Vehicle();
        vehicle.Ecu.Execution = (_, _) => throw new DiagnosticException(failure, "why");
        await using var server = await SovdServer.StartAsync(vehicle.Tester);

        var error = await (await server.SendAsync("GET", Data)).ErrorAsync(status, code);

        Assert.Equal("why", error.Text("message"));
    }

    private static Task<HttpResponseMessage> BreakAsync(SovdServer server, string caller = "bob") =>
        server.SendAsync("POST", Locks, caller, Responses.Json("""{"lock_expiration":60,"break_lock":true}"""));

    private static Task<HttpResponseMessage> WriteAsync(SovdServer server, string caller) =>
        server.SendAsync("PUT", Data, caller, Responses.Json("""{"data":{"VINDataIdentifier":"SCEDT26T8BD005261"}}"""));
}
