using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Network;

public sealed class TransportMonitorTests
{
    private static readonly EcuDatabase Gateway = new();

    private static readonly EcuDatabase Behind = new() { Name = "TMC1001", Address = 0x1001, Variants = [("App", 0x000101)] };

    [Fact]
    public async Task StartAsync_TransportRuns_DetectsAllEcusInTheBackground()
    {
        await using var bench = new Bench(Gateway, Behind).With("Communication:Detection:AtStart", "true");
        bench.Identify(0x1000, 0x000101);
        bench.Identify(0x1001, 0x000101);
        await bench.StartAsync();

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
        await bench.WaitForAsync("TMC1001", EcuState.Online);
    }

    [Fact]
    public async Task StartAsync_TransportComesLater_DetectsThen()
    {
        await using var bench = new Bench(Gateway).With("Communication:Detection:AtStart", "true");
        bench.Transports.Remove(bench.Transport);
        bench.Identify(0x1000, 0x000101);
        await bench.StartAsync();
        Assert.Equal(EcuState.NotTested, bench.Ecu("FLXC1000").Status.State);

        bench.Transports.Add(bench.Transport);

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
    }

    [Fact]
    public async Task StartAsync_EcuHangs_DoesNotHoldUpTheStart()
    {
        await using var bench = new Bench(Gateway).With("Communication:Detection:AtStart", "true");
        bench.Vehicle[0x1000].Hold = new TaskCompletionSource().Task;

        await bench.StartAsync();
        await bench.Vehicle[0x1000].WaitForSentAsync(1);

        Assert.Equal(EcuState.NotTested, bench.Ecu("FLXC1000").Status.State);
    }

    [Fact]
    public async Task Watch_NodeDiscovered_DetectsTheEcusBehindIt()
    {
        await using var bench = await WatchedAsync(Gateway, Behind, new EcuDatabase { Name = "FSNR2000", Address = 0x2000, Gateway = 0x2000 });
        bench.Identify(0x1000, 0x000101);
        bench.Identify(0x1001, 0x000101);

        bench.Transport.Raise(TransportEventKind.NodeDiscovered, 0x1000, "10.2.1.100");

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
        await bench.WaitForAsync("TMC1001", EcuState.Online);
        Assert.Equal("10.2.1.100", bench.Ecu("TMC1001").Status.NetworkAddress);
        Assert.Null(bench.Ecu("FSNR2000").Status.NetworkAddress);
        Assert.Empty(bench.Vehicle[0x2000].Sent);
    }

    [Fact]
    public async Task Watch_ConnectionLostAndRecovered_IsDisconnectedAndThenDetectedAgain()
    {
        await using var bench = await WatchedAsync(Gateway, Behind);
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        bench.Transport.Raise(TransportEventKind.Lost, 0x1000);
        await bench.WaitForAsync("FLXC1000", EcuState.Disconnected);
        Assert.Equal(EcuState.NotTested, bench.Ecu("TMC1001").Status.State);

        bench.Identify(0x1000, 0xFF0000);
        bench.Transport.Raise(TransportEventKind.Recovered, 0x1000);
        await bench.WaitForAsync("FLXC1000", EcuState.Online);
        Assert.Equal("FLXC1000_Boot", bench.Ecu("FLXC1000").Status.Variant);
    }

    [Fact]
    public async Task Watch_EventsMissed_AsksAllEcus()
    {
        await using var bench = await WatchedAsync(Gateway, Behind);
        bench.Identify(0x1000, 0x000101);
        bench.Identify(0x1001, 0x000101);

        bench.Transport.Raise(TransportEventKind.StrayMessage, 0x7777, lost: 3);

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
        await bench.WaitForAsync("TMC1001", EcuState.Online);
    }

    [Fact]
    public async Task Changed_ProviderWithdrawn_GivesAllLeasesBackAndUsesTheNextOne()
    {
        await using var bench = await WatchedAsync(Gateway);
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        var next = new FakeTransport();

        bench.Transports.Add(next);
        bench.Transports.Remove(bench.Transport);
        await next.Watched;
        await UntilAsync(() => bench.Vehicle[0x1000].IsDisposed);

        // One lease is left: the monitor's on the new transport.
        await UntilAsync(() => bench.Transports.Leases == 1);
        Assert.True((await bench.ExecuteAsync("FLXC1000", "Motion_Read")).Outcome.IsSuccess);
        Assert.Equal(2, bench.Transports.Leases);
    }

    [Fact]
    public async Task Changed_RequestUnderWay_EndsOnTheOldProvider()
    {
        await using var bench = await WatchedAsync(Gateway);
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        var hold = new TaskCompletionSource();
        bench.Vehicle[0x1000].Hold = hold.Task;
        var sent = bench.Vehicle[0x1000].Sent.Count;
        var request = bench.ExecuteAsync("FLXC1000", "Motion_Read");
        await bench.Vehicle[0x1000].WaitForSentAsync(sent + 1);
        bench.Transports.Add(new FakeTransport());
        bench.Transports.Remove(bench.Transport);

        // The monitor waits for the turn, and for no longer than others do.
        await bench.Time.WaitForTimersAsync();
        Assert.False(bench.Vehicle[0x1000].IsDisposed);
        hold.SetResult();

        Assert.True((await request).Outcome.IsSuccess);
        await UntilAsync(() => bench.Vehicle[0x1000].IsDisposed);
    }

    [Fact]
    public async Task Watch_TransportThrowsSomethingOfItsOwn_IsWatchedAgain()
    {
        await using var bench = await WatchedAsync(Gateway);
        bench.Identify(0x1000, 0x000101);
        bench.Transport.Break(new InvalidOperationException("a bug"));
        await bench.Time.WaitForTimersAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => bench.Transport.Watchers == 1);
        bench.Transport.Raise(TransportEventKind.NodeDiscovered, 0x1000);

        await bench.WaitForAsync("FLXC1000", EcuState.Online);
    }

    [Fact]
    public async Task Watch_ProtocolThrowsSomethingOfItsOwn_GoesOnWithTheOtherEcus()
    {
        await using var bench = await WatchedAsync(Gateway, Behind);
        bench.Vehicle[0x1000].Answer = _ => throw new InvalidOperationException("a bug");
        bench.Identify(0x1001, 0x000101);

        bench.Transport.Raise(TransportEventKind.NodeDiscovered, 0x1000);

        await bench.WaitForAsync("TMC1001", EcuState.Online);
        bench.Identify(0x1000, 0x000101);
        bench.Transport.Raise(TransportEventKind.NodeDiscovered, 0x1000);
        await bench.WaitForAsync("FLXC1000", EcuState.Online);
    }

    [Fact]
    public async Task DisposeAsync_EverythingOpen_GivesAllLeasesBack()
    {
        FakeCapability<ITransport> transports;
        await using (var bench = await WatchedAsync(Gateway))
        {
            transports = bench.Transports;
            bench.Identify(0x1000, 0x000101);
            await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
            Assert.Equal(2, transports.Leases);
        }

        Assert.Equal(0, transports.Leases);
    }

    private static async Task<Bench> WatchedAsync(params EcuDatabase[] databases)
    {
        var bench = await new Bench(databases).StartAsync();
        await bench.Transport.Watched;
        return bench;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
