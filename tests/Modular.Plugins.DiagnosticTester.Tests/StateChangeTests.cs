using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class StateChangeTests
{
    [Fact]
    public async Task StateCharts_NothingSentYet_AreAtTheirStart()
    {
        await using var bench = await OnlineAsync();

        Assert.Equal("Default", Session(bench));
        Assert.Equal("Locked", Security(bench));
        Assert.Equal(["Default", "Extended"], bench.Ecu("FLXC1000").StateCharts.Single(chart => chart.Semantic == "SESSION").States);
    }

    [Fact]
    public async Task ChangeStateAsync_Session_SendsItsServiceAndFollows()
    {
        await using var bench = await OnlineAsync();

        var outcome = await ChangeAsync(bench, "session", "extended");

        Assert.True(outcome.IsSuccess);
        Assert.Equal("1003", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal("Extended", Session(bench));
    }

    [Fact]
    public async Task ChangeStateAsync_NegativeAnswer_StaysWhereItWas()
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Answer = _ => "7F1022";

        var outcome = await ChangeAsync(bench, "SESSION", "Extended");

        Assert.Equal((byte)0x22, outcome.NegativeResponseCode);
        Assert.Equal("Default", Session(bench));
    }

    [Fact]
    public async Task ChangeStateAsync_BackToTheStart_StartsTheSessionAndNeverResetsTheEcu()
    {
        await using var bench = await OnlineAsync();
        await ChangeAsync(bench, "SESSION", "Extended");

        await ChangeAsync(bench, "SESSION", null);

        Assert.Equal("1001", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal("Default", Session(bench));
    }

    [Fact]
    public async Task ChangeStateAsync_AlreadyThereAndNoServiceSaysSo_SendsNothing()
    {
        await using var bench = await OnlineAsync();
        var sent = bench.Vehicle[0x1000].Sent.Count;

        var outcome = await ChangeAsync(bench, "SECURITY", null);

        Assert.Equal(ExchangeOutcomeKind.NotExpected, outcome.Kind);
        Assert.Equal(sent, bench.Vehicle[0x1000].Sent.Count);
    }

    [Theory]
    [InlineData("SESSION", "Nonsense")]
    [InlineData("NONSENSE", "Extended")]
    public async Task ChangeStateAsync_NoSuchChartOrState_IsUnknown(string chart, string state)
    {
        await using var bench = await OnlineAsync();

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => ChangeAsync(bench, chart, state));

        Assert.Equal(DiagnosticFailure.UnknownState, exception.Failure);
    }

    [Fact]
    public async Task ChangeStateAsync_CallerMayNotUseTheService_IsDenied()
    {
        await using var bench = await OnlineAsync();
        var caller = new Caller(use => use.Service.ShortName != "Extended_Start");

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => bench.Ecu("FLXC1000").ChangeStateAsync(
            new StateChange { ChartSemantic = "SESSION", State = "Extended", Caller = caller }, CancellationToken.None).AsTask());

        Assert.Equal(DiagnosticFailure.AccessDenied, exception.Failure);
        Assert.DoesNotContain("1003", bench.Vehicle[0x1000].Sent);
    }

    [Fact]
    public async Task ChangeStateAsync_OlderLockEpoch_IsSuperseded()
    {
        await using var bench = await OnlineAsync();
        bench.Ecu("FLXC1000").Fence(2);

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => bench.Ecu("FLXC1000").ChangeStateAsync(
            new StateChange { ChartSemantic = "SESSION", State = "Extended", LockEpoch = 1 }, CancellationToken.None).AsTask());

        Assert.Equal(DiagnosticFailure.LockSuperseded, exception.Failure);
    }

    [Fact]
    public async Task ExecuteAsync_ServicesWithTransitions_MoveAllTheirCharts()
    {
        await using var bench = await OnlineAsync();
        await bench.ExecuteAsync("FLXC1000", "Extended_Start");
        bench.Vehicle[0x1000].Answer = request => request == "270642" ? "6706" : "5101";
        await bench.ExecuteAsync("FLXC1000", "SendKey_Level_5", call => call with { Parameters = new FixedSource(("Key", 0x42)) });
        Assert.Equal("Level_5", Security(bench));

        await bench.ExecuteAsync("FLXC1000", "HardReset");

        Assert.Equal("Default", Session(bench));
        Assert.Equal("Locked", Security(bench));
    }

    [Fact]
    public async Task DetectVariantAsync_OtherVariant_KeepsTheStates()
    {
        await using var bench = await OnlineAsync();
        await ChangeAsync(bench, "SESSION", "Extended");
        bench.Identify(0x1000, 0xFF0000);

        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal("FLXC1000_Boot", bench.Ecu("FLXC1000").Status.Variant);
        Assert.Equal("Extended", Session(bench));
    }

    [Fact]
    public async Task KeepSessionAlive_OnlineEcu_SendsTesterPresentOnly()
    {
        await using var bench = await OnlineAsync();
        var sent = bench.Vehicle[0x1000].Sent.Count;
        using (bench.Ecu("FLXC1000").KeepSessionAlive())
        {
            bench.Time.Advance(TimeSpan.FromSeconds(2));
            await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        }

        Assert.Equal("3E80", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal(0, bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task KeepSessionAlive_DuringARequest_DoesNotWaitForItsTurn()
    {
        await using var bench = await OnlineAsync();
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var request = bench.ExecuteAsync("FLXC1000", "Motion_Read");
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        using var alive = bench.Ecu("FLXC1000").KeepSessionAlive();
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 2);

        Assert.Equal(["22F200", "3E80"], bench.Vehicle[0x1000].Sent.Skip(sent));
        hold.SetResult();
        await request;
    }

    [Fact]
    public async Task KeepSessionAlive_PeriodOfTheConfiguration_IsUsed()
    {
        await using var bench = new Bench(new EcuDatabase()).With("Ecu:FLXC1000:ComParams:CP_TesterPresentTime:Value", "500000");
        await bench.StartAsync();
        using var alive = bench.Ecu("FLXC1000").KeepSessionAlive();

        Assert.Equal(TimeSpan.FromMilliseconds(500), bench.Time.UntilNextTimer);
    }

    private static async Task<Bench> OnlineAsync()
    {
        var bench = await new Bench(new EcuDatabase()).StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        return bench;
    }

    private static Task<ServiceOutcome> ChangeAsync(Bench bench, string chart, string? state) => bench.Ecu("FLXC1000")
        .ChangeStateAsync(new StateChange { ChartSemantic = chart, State = state }, CancellationToken.None).AsTask();

    private static string Session(Bench bench) => bench.Ecu("FLXC1000").StateCharts.Single(chart => chart.Semantic == "SESSION").CurrentState;

    private static string Security(Bench bench) => bench.Ecu("FLXC1000").StateCharts.Single(chart => chart.Semantic == "SECURITY").CurrentState;
}
