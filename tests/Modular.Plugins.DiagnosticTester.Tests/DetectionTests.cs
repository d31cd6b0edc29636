using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class DetectionTests
{
    private static readonly EcuDatabase Flxc = new();

    private static readonly EcuDatabase FlxcNg = new() { Name = "FLXCNG1000", Variants = [("App_1010", 0x001010)] };

    [Fact]
    public async Task DetectVariantAsync_AnswerOfAVariant_IsOnlineWithItsServices()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Identify(0x1000, 0x000101);
        Assert.Equal(EcuState.NotTested, bench.Ecu("FLXC1000").Status.State);
        Assert.Null(bench.Ecu("FLXC1000").Services.Find("App_0101_Read"));
        var before = bench.Ecu("FLXC1000").Services;

        var status = await bench.Ecu("flxc1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(EcuState.Online, status.State);
        Assert.Equal("FLXC1000_App_0101", status.Variant);
        Assert.False(status.IsBaseVariant);
        Assert.Equal(0x1000u, status.LogicalAddress);
        Assert.Equal(0x1000u, status.GatewayAddress);
        Assert.Equal("UDS_Ethernet_DoIP_DOBT", status.Protocol);
        Assert.NotNull(bench.Ecu("FLXC1000").Services.Find("App_0101_Read"));
        Assert.NotNull(bench.Ecu("FLXC1000").Services.Find("Motion_Read"));
        Assert.NotSame(before, bench.Ecu("FLXC1000").Services);
    }

    [Theory]
    [InlineData("62F100ABCDEF")]
    [InlineData("7F2231")]
    public async Task DetectVariantAsync_AnswerOfNoVariant_FallsBackToTheBaseVariant(string answer)
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Vehicle[0x1000].Answer = _ => answer;

        var status = await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(EcuState.Online, status.State);
        Assert.Equal("FLXC1000_Base", status.Variant);
        Assert.True(status.IsBaseVariant);
    }

    [Fact]
    public async Task DetectVariantAsync_AnswerOfNoVariantWithoutFallback_HasNoVariant()
    {
        await using var bench = await new Bench(Flxc).With("Database:FallbackToBaseVariant", "false").StartAsync();
        bench.Identify(0x1000, 0xABCDEF);

        var status = await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(EcuState.NoVariantDetected, status.State);
        Assert.Null(status.Variant);
    }

    [Fact]
    public async Task DetectVariantAsync_Silence_IsAskedThreeTimesASecondApartAndThenOffline()
    {
        await using var bench = await new Bench(Flxc).StartAsync();

        var status = await bench.DetectSilentAsync("FLXC1000");

        Assert.Equal(EcuState.Offline, status.State);
        Assert.Equal(["22F100", "22F100", "22F100"], bench.Vehicle[0x1000].Sent);
        Assert.All(bench.Vehicle[0x1000].Options, options => Assert.Equal(0, options.Repeats));
        Assert.Equal(TimeSpan.FromSeconds(2), bench.Time.Elapsed);
    }

    [Fact]
    public async Task DetectVariantAsync_SilenceAfterSuccess_IsDisconnectedAndKeepsTheVariant()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        bench.Vehicle[0x1000].Answer = _ => null;

        var status = await bench.DetectSilentAsync("FLXC1000");

        Assert.Equal(EcuState.Disconnected, status.State);
        Assert.Equal("FLXC1000_App_0101", status.Variant);
        Assert.NotNull(bench.Ecu("FLXC1000").Services.Find("App_0101_Read"));
    }

    [Fact]
    public async Task DetectVariantAsync_LinkFailsForGood_IsNotRepeated()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Vehicle[0x1000].Failure = new LinkException(LinkFailure.ActivationRefused, "refused");

        var status = await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(EcuState.Offline, status.State);
        Assert.Single(bench.Vehicle[0x1000].Sent);
    }

    [Fact]
    public async Task DetectVariantAsync_NoTransportRuns_IsOfflineAtOnce()
    {
        await using var bench = new Bench(Flxc);
        bench.Transports.Remove(bench.Transport);
        await bench.StartAsync();

        Assert.Equal(EcuState.Offline, (await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None)).State);
    }

    [Fact]
    public async Task DetectVariantAsync_WhileAnotherRuns_AsksOnceMoreForAllWhoCame()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Identify(0x1000, 0xFF0000);
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var first = bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None).AsTask();
        await bench.Vehicle[0x1000].WaitForSentAsync(1);
        var second = bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None).AsTask();
        var third = bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None).AsTask();
        hold.SetResult();
        await first;
        await second;
        await third;

        Assert.Equal(2, bench.Vehicle[0x1000].Sent.Count);
    }

    [Fact]
    public async Task DetectVariantAsync_CallerGivesUp_LeavesTheDetectionToOthers()
    {
        await using var bench = await new Bench(Flxc).StartAsync();
        bench.Identify(0x1000, 0xFF0000);
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        using var cancellation = new CancellationTokenSource();
        var detection = bench.Ecu("FLXC1000").DetectVariantAsync(cancellation.Token).AsTask();
        await bench.Vehicle[0x1000].WaitForSentAsync(1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detection);

        hold.SetResult();

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
    }

    [Theory]
    [InlineData(0x000101u, EcuState.Online, EcuState.Duplicate)]
    [InlineData(0x001010u, EcuState.Duplicate, EcuState.Online)]
    [InlineData(0x111111u, EcuState.NoVariantDetected, EcuState.NoVariantDetected)]
    public async Task DetectVariantAsync_TwoEcusAtOneAddress_OnlyAMatchIsOnline(uint identification, EcuState flxc, EcuState flxcNg)
    {
        await using var bench = await new Bench(Flxc, FlxcNg).StartAsync();
        bench.Identify(0x1000, identification);

        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(flxc, bench.Ecu("FLXC1000").Status.State);
        Assert.Equal(flxcNg, bench.Ecu("FLXCNG1000").Status.State);

        // Both need the same answer, so it was asked for once.
        Assert.Single(bench.Vehicle[0x1000].Sent);
    }

    [Fact]
    public async Task DetectVariantAsync_TwoEcusAtOneAddressGoSilent_BothAreDisconnected()
    {
        await using var bench = await new Bench(Flxc, FlxcNg).StartAsync();
        bench.Identify(0x1000, 0x001010);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        bench.Vehicle[0x1000].Answer = _ => null;

        await bench.DetectSilentAsync("FLXC1000");

        Assert.Equal(EcuState.Disconnected, bench.Ecu("FLXC1000").Status.State);
        Assert.Equal(EcuState.Disconnected, bench.Ecu("FLXCNG1000").Status.State);
    }

    [Fact]
    public async Task DetectVariantAsync_TwoEcusAtOneAddressNeverReached_BothAreOffline()
    {
        await using var bench = await new Bench(Flxc, FlxcNg).StartAsync();

        await bench.DetectSilentAsync("FLXCNG1000");

        Assert.Equal(EcuState.Offline, bench.Ecu("FLXC1000").Status.State);
        Assert.Equal(EcuState.Offline, bench.Ecu("FLXCNG1000").Status.State);
    }

    [Fact]
    public async Task DetectVariantAsync_NoVariantToTellApart_ProbesWithTesterPresent()
    {
        await using var bench = await new Bench(new EcuDatabase { Variants = [] }).StartAsync();
        bench.Vehicle[0x1000].Answer = _ => "7E00";

        var status = await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(["3E00"], bench.Vehicle[0x1000].Sent);
        Assert.Equal(EcuState.Online, status.State);
        Assert.True(status.IsBaseVariant);
    }
}
