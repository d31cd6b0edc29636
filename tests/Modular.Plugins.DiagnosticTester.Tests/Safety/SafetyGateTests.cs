using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Safety;

public sealed class SafetyGateTests
{
    [Fact]
    public async Task ExecuteAsync_PolicyDenies_RefusesWithItsReasonAndSendsNothing()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        bench.Policies.Add(new Policy((_, _) => new(AccessDecision.Allow)));
        bench.Policies.Add(new Policy((_, _) => new(AccessDecision.Deny("the vehicle moves"))));

        var exception = await Online.RefusedAsync(DiagnosticFailure.SafetyDenied, bench.WriteAsync);

        Assert.Equal("the vehicle moves", exception.Message);
        Assert.DoesNotContain("2EF1910007", bench.Vehicle[0x1000].Sent);
        Assert.Equal(0, bench.Policies.Leases);
    }

    [Fact]
    public async Task ExecuteAsync_Policy_IsToldWhatIsSent()
    {
        await using var bench = await Online.StartAsync();
        var policy = new Policy((_, _) => new(AccessDecision.Allow));
        bench.Policies.Add(policy);

        await bench.ReadAsync();
        await bench.StartExtendedAsync();
        await bench.WriteAsync();

        Assert.Equal(
            [("Motion_Read", ServiceEffect.Reads, "22F200"), ("Extended_Start", ServiceEffect.Changes, "1003"), ("Setting_Write", ServiceEffect.Changes, "2EF1910007")],
            policy.Asked);
    }

    [Fact]
    public async Task ExecuteAsync_PolicyThrows_RefusesChangesAndLetsReadsPass()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        bench.Policies.Add(new Policy((_, _) => throw new InvalidOperationException("broken")));

        var exception = await Online.RefusedAsync(DiagnosticFailure.SafetyDenied, bench.WriteAsync);
        var (outcome, _) = await bench.ReadAsync();

        Assert.DoesNotContain("broken", exception.Message, StringComparison.Ordinal);
        Assert.True(outcome.IsSuccess);
    }

    [Fact]
    public async Task ExecuteAsync_PolicyIsSlowAndHeedsNoToken_RefusesAfterTheBudget()
    {
        await using var bench = await Online.StartAsync(bench => bench.With("Communication:SafetyBudget", "00:00:00.250"));
        await bench.StartExtendedAsync();
        bench.Policies.Add(new Policy((_, _) => new(new TaskCompletionSource<AccessDecision>().Task)));

        var writing = bench.WriteAsync();
        await bench.Time.WaitForTimersAsync();
        bench.Time.Advance(TimeSpan.FromMilliseconds(250));

        await Online.RefusedAsync(DiagnosticFailure.SafetyDenied, () => writing);
        Assert.Equal(0, bench.Policies.Leases);
    }

    [Fact]
    public async Task ExecuteAsync_CallerGivesUpDuringTheDecision_IsCancelled()
    {
        await using var bench = await Online.StartAsync();
        bench.Policies.Add(new Policy((_, _) => new(new TaskCompletionSource<AccessDecision>().Task)));
        using var caller = new CancellationTokenSource();

        var changing = bench.ChangeAsync("SESSION", "Extended", caller.Token);
        await bench.Time.WaitForTimersAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changing);
    }

    [Fact]
    public async Task ExecuteAsync_RequiredSafetyPluginIsGone_RefusesChangesOnly()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        bench.HostSafety.Reason = "modular.safety does not run";

        var exception = await Online.RefusedAsync(DiagnosticFailure.SafetyUnavailable, bench.WriteAsync);
        var (read, _) = await bench.ReadAsync();
        var back = await bench.ChangeAsync("SESSION", null);

        Assert.Contains("modular.safety does not run", exception.Message, StringComparison.Ordinal);
        Assert.True(read.IsSuccess);
        Assert.True(back.IsSuccess);
        Assert.Equal("Default", bench.State("SESSION"));
    }

    [Fact]
    public async Task ExecuteAsync_SafetyPluginIsBack_ChangesAgain()
    {
        await using var bench = await Online.StartAsync();
        bench.HostSafety.Reason = "modular.safety does not run";
        await Online.RefusedAsync(DiagnosticFailure.SafetyUnavailable, bench.StartExtendedAsync);
        bench.HostSafety.Reason = null;

        Assert.True((await bench.StartExtendedAsync()).IsSuccess);
    }
}
