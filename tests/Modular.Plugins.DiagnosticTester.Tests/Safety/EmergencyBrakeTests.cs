using Modular.Plugins.DiagnosticTester.Safety;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;

namespace Modular.Plugins.DiagnosticTester.Tests.Safety;

public sealed class EmergencyBrakeTests
{
    [Fact]
    public async Task StopAsync_RunningExchange_IsAbortedAndTheEcuGoesToItsDefaultSession()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var writing = bench.WriteAsync();
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);

        var stopping = bench.Brake.StopAsync("tester", "smoke", CancellationToken.None).AsTask();
        var exception = await Online.RefusedAsync(DiagnosticFailure.SafetyDenied, () => writing);
        hold.SetResult();
        var report = await stopping;

        Assert.Contains("smoke", exception.Message, StringComparison.Ordinal);
        Assert.Equal("1001", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal([new EcuStop(Online.Ecu, EcuStopOutcome.DefaultSession)], report.Ecus);
        Assert.Equal("Default", bench.State("SESSION"));
        Assert.Equal(("tester", "smoke"), (report.Stop.By, report.Stop.Reason));
    }

    [Fact]
    public async Task StopAsync_UntilReleased_RefusesChangesAndLetsReadsPass()
    {
        await using var bench = await Online.StartAsync();
        await bench.Brake.StopAsync("tester", "smoke", CancellationToken.None);

        await Online.RefusedAsync(DiagnosticFailure.SafetyDenied, bench.StartExtendedAsync);
        Assert.True((await bench.ReadAsync()).Outcome.IsSuccess);

        Assert.True(bench.Brake.Release("tester", "no fire"));
        Assert.False(bench.Brake.Release("tester", "again"));
        Assert.Null(bench.Brake.Current);
        Assert.True((await bench.StartExtendedAsync()).IsSuccess);
    }

    [Fact]
    public async Task StopAsync_KeptSession_GetsNoTesterPresentUntilReleased()
    {
        await using var bench = await Online.StartAsync();
        await bench.StartExtendedAsync();
        using var alive = bench.Ecu(Online.Ecu).KeepSessionAlive();
        await bench.Brake.StopAsync("tester", "smoke", CancellationToken.None);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await bench.ReadAsync();
        Assert.DoesNotContain("3E80", bench.Vehicle[0x1000].Sent);

        bench.Brake.Release("tester", "no fire");
        var sent = bench.Vehicle[0x1000].Sent.Count;
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);

        Assert.Equal("3E80", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Fact]
    public async Task StopAsync_EcusThatDoNotAnswer_AreReported()
    {
        await using var bench = await new Bench(
            new EcuDatabase(), new EcuDatabase { Name = "SILENT", Address = 0x1002 }, new EcuDatabase { Name = "REFUSING", Address = 0x1003 }).StartAsync();
        foreach (var (ecu, address) in new[] { ("FLXC1000", 0x1000u), ("REFUSING", 0x1003u) })
        {
            bench.Identify(address, 0x000101);
            await bench.Ecu(ecu).DetectVariantAsync(CancellationToken.None);
        }

        bench.Vehicle[0x1000].Answer = _ => null;
        bench.Vehicle[0x1003].Answer = _ => "7F1022";

        var report = await bench.Brake.StopAsync("tester", "smoke", CancellationToken.None);

        Assert.Equal(
            [("FLXC1000", EcuStopOutcome.Failed), ("REFUSING", EcuStopOutcome.Failed), ("SILENT", EcuStopOutcome.NotReachable)],
            report.Ecus.Select(ecu => (ecu.Ecu, ecu.Outcome)));
        Assert.Contains("0x22", report.Ecus[1].Detail, StringComparison.Ordinal);
        Assert.Empty(bench.Vehicle[0x1002].Sent);
    }

    [Fact]
    public async Task StopAsync_EcuHangs_GivesUpAfterItsTimeAndReports()
    {
        await using var bench = await Online.StartAsync();
        bench.Vehicle[0x1000].Hold = new TaskCompletionSource().Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;

        var stopping = bench.Brake.StopAsync("tester", "smoke", CancellationToken.None).AsTask();
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        bench.Time.Advance(EmergencyBrake.Limit);
        var report = await stopping;

        Assert.Equal(EcuStopOutcome.Failed, Assert.Single(report.Ecus).Outcome);
        Assert.NotNull(bench.Brake.Current);
    }

    [Fact]
    public async Task StopAsync_TwiceAtOnce_BothReport()
    {
        await using var bench = await Online.StartAsync();

        var reports = await Task.WhenAll(
            bench.Brake.StopAsync("one", "first", CancellationToken.None).AsTask(),
            bench.Brake.StopAsync("two", "second", CancellationToken.None).AsTask());

        Assert.All(reports, report => Assert.Single(report.Ecus));
        Assert.Equal("two", bench.Brake.Current!.By);
    }
}
