using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class ExecutionTests
{
    private static readonly EcuDatabase Flxc = new();

    [Fact]
    public async Task ExecuteAsync_Reading_DecodesAndFlattensTheRecord()
    {
        await using var bench = await OnlineAsync();

        var (outcome, values) = await bench.ExecuteAsync("FLXC1000", "Motion_Read");

        Assert.True(outcome.IsSuccess);
        Assert.Equal("Speed=300 Gear=5", values);
        Assert.Equal(3, outcome.DataOffset);
        Assert.Equal("012C05", Convert.ToHexString(outcome.Data.Span));
    }

    [Fact]
    public async Task ExecuteAsync_WithoutDecoding_GivesTheSameOffset()
    {
        await using var bench = await OnlineAsync();

        var (outcome, values) = await bench.ExecuteAsync("FLXC1000", "Motion_Read", call => call with { Decode = false });

        Assert.Empty(values);
        Assert.Equal("012C05", Convert.ToHexString(outcome.Data.Span));
    }

    [Fact]
    public async Task ExecuteAsync_NotTestedYet_DetectsFirst()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Identify(0x1000, 0x000101);

        var (outcome, _) = await bench.ExecuteAsync("FLXC1000", "Motion_Read");

        Assert.True(outcome.IsSuccess);
        Assert.Equal(["22F100", "22F200"], bench.Vehicle[0x1000].Sent);
        Assert.Equal("FLXC1000_App_0101", bench.Ecu("FLXC1000").Status.Variant);
    }

    [Fact]
    public async Task ExecuteAsync_ServiceOfAnotherVariant_IsUnknown()
    {
        await using var bench = await OnlineAsync();
        var service = bench.Ecu("FLXC1000").Services.Find("App_0101_Read")!;
        bench.Identify(0x1000, 0xFF0000);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(DiagnosticFailure.UnknownService, await FailureAsync(bench, "Motion_Read", call => call with { Service = service }));
    }

    [Fact]
    public async Task ExecuteAsync_NeverReached_TriesOnceAndIsOffline()
    {
        await using var bench = await new Bench(Flxc).StartAsync();

        Assert.Equal(DiagnosticFailure.Offline, await FailureAsync(bench, "Motion_Read"));
        Assert.Equal(["22F100"], bench.Vehicle[0x1000].Sent);
        Assert.Equal(EcuState.Offline, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task ExecuteAsync_CallerMayNot_SendsNothingAtAll()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        DiagnosticServiceUse? asked = null;
        var caller = new Caller(use =>
        {
            asked = use;
            return false;
        });

        Assert.Equal(DiagnosticFailure.AccessDenied, await FailureAsync(bench, "Motion_Read", call => call with { Caller = caller }));
        Assert.Empty(bench.Vehicle[0x1000].Sent);
        Assert.Equal("FLXC1000", asked?.Ecu);
        Assert.Equal("Motion_Read", asked?.Service.ShortName);
        Assert.False(asked?.IsListing);
    }

    [Fact]
    public async Task ExecuteAsync_NegativeAnswer_IsAnOutcomeAndTheEcuStaysOnline()
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Answer = _ => "7F2231";

        var (outcome, _) = await bench.ExecuteAsync("FLXC1000", "Motion_Read");

        Assert.Equal(ExchangeOutcomeKind.Negative, outcome.Kind);
        Assert.Equal((byte)0x31, outcome.NegativeResponseCode);
        Assert.Equal(EcuState.Online, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task ExecuteAsync_Silence_IsAnOutcomeAndTheEcuDisconnected()
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Answer = _ => null;

        var (outcome, _) = await bench.ExecuteAsync("FLXC1000", "Motion_Read");

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(EcuState.Disconnected, bench.Ecu("FLXC1000").Status.State);
    }

    [Theory]
    [InlineData(LinkFailure.ConnectionLost, EcuState.Disconnected)]
    [InlineData(LinkFailure.NotAcknowledged, EcuState.Disconnected)]
    [InlineData(LinkFailure.MessageTooLong, EcuState.Online)]
    public async Task ExecuteAsync_LinkFails_ThrowsAndKnowsTheState(LinkFailure failure, EcuState state)
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Failure = new LinkException(failure, "x");

        Assert.Equal(failure, (await Assert.ThrowsAsync<LinkException>(() => bench.ExecuteAsync("FLXC1000", "Motion_Read"))).Failure);
        Assert.Equal(state, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task ExecuteAsync_AnswerAfterALoss_HasTheVariantDetectedAgain()
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Answer = _ => null;
        await bench.ExecuteAsync("FLXC1000", "Motion_Read");
        bench.Identify(0x1000, 0xFF0000);
        var sent = bench.Vehicle[0x1000].Sent.Count;

        await bench.ExecuteAsync("FLXC1000", "Motion_Read");
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 2);

        Assert.Equal(["22F200", "22F100"], bench.Vehicle[0x1000].Sent.Skip(sent));
    }

    [Theory]
    [InlineData("62F200", DiagnosticFailure.ResponseTooShort)]
    [InlineData("62F201012C05", DiagnosticFailure.ResponseMismatch)]
    public async Task ExecuteAsync_AnswerDoesNotFit_ThrowsAndTheEcuStaysOnline(string answer, DiagnosticFailure expected)
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Answer = _ => answer;

        Assert.Equal(expected, await FailureAsync(bench, "Motion_Read"));
        Assert.Equal(EcuState.Online, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task ExecuteAsync_PreconditionNotGiven_SendsNothing()
    {
        await using var bench = await OnlineAsync();
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var parameters = new FixedSource(("Setting", 7));

        Assert.Equal(
            DiagnosticFailure.PreconditionNotFulfilled, await FailureAsync(bench, "Setting_Write", call => call with { Parameters = parameters }));
        Assert.Equal(sent, bench.Vehicle[0x1000].Sent.Count);

        await bench.ExecuteAsync("FLXC1000", "Extended_Start");
        bench.Vehicle[0x1000].Answer = _ => "6EF191";
        await bench.ExecuteAsync("FLXC1000", "Setting_Write", call => call with { Parameters = parameters });
        Assert.Equal("2EF1910007", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Fact]
    public async Task ExecuteAsync_MissingParameter_ThrowsBeforeSending()
    {
        await using var bench = await OnlineAsync();
        await bench.ExecuteAsync("FLXC1000", "Extended_Start");

        Assert.Equal(DiagnosticFailure.MissingParameter, await FailureAsync(bench, "Setting_Write"));
        Assert.Equal("1003", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteAsync_UnknownParameter_IsIgnoredUnlessConfigured(bool reject)
    {
        await using var bench = await OnlineAsync(("Communication:RejectUnknownParameters", reject.ToString()));
        Task ExecuteAsync() => bench.ExecuteAsync("FLXC1000", "Motion_Read", call => call with { Parameters = new FixedSource(("Nonsense", 1)) });

        if (reject)
        {
            Assert.Equal(DiagnosticFailure.InvalidParameter, (await Assert.ThrowsAsync<DiagnosticException>(ExecuteAsync)).Failure);
        }
        else
        {
            await ExecuteAsync();
        }
    }

    [Fact]
    public async Task ExecuteAsync_RawParameters_FollowTheConstants()
    {
        await using var bench = await OnlineAsync();
        await bench.ExecuteAsync("FLXC1000", "Extended_Start");
        await bench.ExecuteAsync("FLXC1000", "Setting_Write", call => call with { RawParameters = new byte[] { 0xAB, 0xCD } });

        Assert.Equal("2EF191ABCD", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Fact]
    public async Task ExecuteAsync_OlderLockEpoch_IsSuperseded()
    {
        await using var bench = await OnlineAsync();
        bench.Ecu("FLXC1000").Fence(5);

        Assert.Equal(DiagnosticFailure.LockSuperseded, await FailureAsync(bench, "Extended_Start", call => call with { LockEpoch = 4 }));
        Assert.True((await bench.ExecuteAsync("FLXC1000", "Extended_Start", call => call with { LockEpoch = 5 })).Outcome.IsSuccess);
        Assert.True((await bench.ExecuteAsync("FLXC1000", "Motion_Read")).Outcome.IsSuccess);
    }

    [Fact]
    public async Task ExecuteAsync_LockReplacedWhileWaitingForTheTurn_IsSuperseded()
    {
        await using var bench = await OnlineAsync();
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var first = bench.ExecuteAsync("FLXC1000", "Motion_Read");
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        var paused = FailureAsync(bench, "Extended_Start", call => call with { LockEpoch = 1 });
        await bench.Time.WaitForTimersAsync();

        bench.Ecu("FLXC1000").Fence(2);
        hold.SetResult();

        await first;
        Assert.Equal(DiagnosticFailure.LockSuperseded, await paused);
        Assert.Equal("22F200", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Fact]
    public async Task ExecuteAsync_EcuTakenByAnotherRequest_IsBusyAfterTenSeconds()
    {
        await using var bench = await OnlineAsync();
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var first = bench.ExecuteAsync("FLXC1000", "Motion_Read");
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        var second = FailureAsync(bench, "Motion_Read");
        await bench.Time.WaitForTimersAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(DiagnosticFailure.Busy, await second);
        hold.SetResult();
        Assert.True((await first).Outcome.IsSuccess);
    }

    [Fact]
    public async Task ExecuteAsync_Cancelled_GivesTheTurnBack()
    {
        await using var bench = await OnlineAsync();
        bench.Vehicle[0x1000].Hold = new TaskCompletionSource().Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        using var cancellation = new CancellationTokenSource();
        var call = new ServiceCall { Service = bench.Ecu("FLXC1000").Services.Find("Motion_Read")! };
        var first = bench.Ecu("FLXC1000").ExecuteAsync(call, new CollectingSink(), cancellation.Token).AsTask();
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        bench.Vehicle[0x1000].Hold = Task.CompletedTask;
        Assert.True((await bench.ExecuteAsync("FLXC1000", "Motion_Read")).Outcome.IsSuccess);
        Assert.Equal(EcuState.Online, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task ExecuteAsync_Duplicate_NamesTheEcuThatIsBuiltIn()
    {
        await using var bench = await new Bench(Flxc, new EcuDatabase { Name = "FLXCNG1000", Variants = [("App_1010", 0x001010)] }).StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => bench.ExecuteAsync("FLXCNG1000", "Motion_Read"));

        Assert.Equal(DiagnosticFailure.Offline, exception.Failure);
        Assert.Contains("FLXC1000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_TimeoutOfTheCall_ReachesTheProtocol()
    {
        await using var bench = await OnlineAsync();

        await bench.ExecuteAsync("FLXC1000", "Motion_Read", call => call with { Timeout = TimeSpan.FromSeconds(42) });

        Assert.Equal(TimeSpan.FromSeconds(42), bench.Vehicle[0x1000].Options[^1].Timeout);
    }

    private static async Task<Bench> OnlineAsync(params (string Key, string Value)[] settings)
    {
        var bench = new Bench(Flxc);
        foreach (var (key, value) in settings)
        {
            bench.With(key, value);
        }

        await bench.StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        return bench;
    }

    private static async Task<DiagnosticFailure> FailureAsync(Bench bench, string service, Func<ServiceCall, ServiceCall>? change = null) =>
        (await Assert.ThrowsAsync<DiagnosticException>(() => bench.ExecuteAsync("FLXC1000", service, change))).Failure;
}
