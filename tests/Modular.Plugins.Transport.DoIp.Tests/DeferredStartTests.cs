using Modular.Plugins.Transport.DoIp.Tests.Support;
using Modular.Sdk.Health;

namespace Modular.Plugins.Transport.DoIp.Tests;

public sealed class DeferredStartTests
{
    [Fact]
    public async Task StartAsync_Deferred_AsksForNothingUntilDiscovered()
    {
        await using var bench = await new TransportBench().Deferred().StartAsync();
        Assert.Equal(HealthState.Pending, bench.Health.GetReport().State);
        Assert.Equal(0, bench.Time.ArmedTimers);

        // The answer comes in real time; the window is closed only behind it.
        var discovering = bench.Transport.DiscoverAsync(TransportBench.Soon).AsTask();
        await TransportBench.UntilAsync(() => bench.Transport.Nodes.Count > 0);
        var nodes = await bench.PassTimeAsync(discovering);

        Assert.Equal(0x1000u, Assert.Single(nodes).LogicalAddress);
        Assert.Equal(HealthState.Up, bench.Health.GetReport().State);
    }

    [Fact]
    public async Task SendAsync_Deferred_StartsForTheLink()
    {
        await using var bench = await new TransportBench().Deferred().StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);

        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);

        Assert.Equal("7E00", Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span));
        Assert.NotEqual(HealthState.Pending, bench.Health.GetReport().State);
    }

    [Fact]
    public async Task StartAsync_DeferredWithoutDiscovery_IsUpOnceWanted()
    {
        await using var bench = await new TransportBench().With("Discovery:Enabled", "false").Deferred().StartAsync();
        Assert.Equal(HealthState.Pending, bench.Health.GetReport().State);

        Assert.Empty(await bench.Transport.DiscoverAsync(TransportBench.Soon));

        Assert.Equal(HealthState.Up, bench.Health.GetReport().State);
    }
}
