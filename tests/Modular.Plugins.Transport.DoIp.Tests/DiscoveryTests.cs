using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Modular.Plugins.Transport.DoIp.Tests.Support;
using Modular.Sdk.Health;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task StartAsync_EntityAnswers_IsANodeAndHealthComesUp()
    {
        await using var bench = new TransportBench();
        Assert.Equal("doip", bench.Health.Name);
        Assert.Equal(HealthState.Starting, bench.Health.GetReport().State);
        await bench.StartAsync();

        await bench.WaitForHealthAsync(HealthState.Up);

        var node = Assert.Single(bench.Transport.Nodes);
        Assert.Equal(0x1000u, node.LogicalAddress);
        Assert.Equal("127.0.0.1", node.NetworkAddress);
        Assert.Equal(bench.Server.EndPoint.Port.ToString(CultureInfo.InvariantCulture), node.Properties["port"]);
        Assert.Equal("000000000000", node.Properties["eid"]);
        Assert.DoesNotContain("vin", node.Properties.Keys);
    }

    [Fact]
    public async Task SendAsync_UnknownGateway_TellsWhichAndWhatToDo()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x2001, 0x2000), CancellationToken.None);

        var exception = await Assert.ThrowsAsync<LinkException>(
            () => bench.PassTimeAsync(link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon).AsTask()));

        Assert.Equal(LinkFailure.NodeUnknown, exception.Failure);
        Assert.Contains("0x2000", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ECU2001", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_GatewayCameAfterTheFirstSearch_IsAskedForOnDemand()
    {
        await using var bench = await new TransportBench(isOnline: false).StartAsync();
        await bench.WaitForHealthAsync(HealthState.Up, isEntityExpected: false);
        Assert.Empty(bench.Transport.Nodes);
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        var discovered = TransportBench.NextAsync(bench.Transport.WatchAsync(TransportBench.Soon), TransportEventKind.NodeDiscovered);
        bench.Entity.IsOnline = true;

        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);

        Assert.Equal("7E00", Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span));
        Assert.Equal(0x1000u, (await discovered).LogicalAddress);
    }

    [Theory]
    [InlineData("00:00:00", 3)]
    [InlineData("1.00:00:00", 1)]
    public async Task ConnectAsync_UnknownGatewayAgainAndAgain_SearchesNoMoreOftenThanAllowed(string minInterval, int searches)
    {
        using var target = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        target.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var bench = await new TransportBench()
            .With("Discovery:Targets:0", target.LocalEndPoint!.ToString())
            .With("Discovery:MinInterval", minInterval)
            .StartAsync();
        await bench.WaitForHealthAsync(HealthState.Up, isEntityExpected: false);
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x2000, 0x2000), CancellationToken.None);
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<LinkException>(
                () => bench.PassTimeAsync(link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon).AsTask()));
        }

        var received = 0;
        for (var buffer = new byte[64]; target.Available > 0; received++)
        {
            await target.ReceiveAsync(buffer);
        }

        Assert.Equal(searches, received);
    }

    [Fact]
    public async Task DiscoverAsync_KnownAndNewEntity_ReturnsBothAndMakesNewsOfTheNewOneOnly()
    {
        await using var bench = await new TransportBench().StartAsync();
        await bench.WaitForHealthAsync(HealthState.Up);
        bench.Other.IsOnline = true;
        await using var events = bench.Transport.WatchAsync(TransportBench.Soon).GetAsyncEnumerator();
        var search = bench.Transport.DiscoverAsync(TransportBench.Soon).AsTask();

        // The entities answer in this order, so the known one was heard before.
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new TransportEvent(TransportEventKind.NodeDiscovered, 0x5000, "127.0.0.1"), events.Current);

        Assert.Equal([0x1000u, 0x5000u], (await bench.PassTimeAsync(search)).Select(node => node.LogicalAddress));
    }

    [Fact]
    public async Task Announcement_EntityNobodyAskedFor_IsHeardOncePerBurst()
    {
        await using var bench = new TransportBench().With("Discovery:Listen", "true").Without("Discovery:Targets:0");
        await bench.StartAsync();
        await bench.WaitForHealthAsync(HealthState.Up, isEntityExpected: false);
        await TransportBench.UntilAsync(() => bench.Health.IsListening);
        using var watching = new CancellationTokenSource(TransportBench.Patience);
        await using var events = bench.Transport.WatchAsync(watching.Token).GetAsyncEnumerator();
        for (var i = 0; i < 3; i++)
        {
            await bench.Server.AnnounceAsync(TransportBench.Soon);
        }

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new TransportEvent(TransportEventKind.NodeDiscovered, 0x1000, "127.0.0.1"), events.Current);

        // The way is known now, and the two other announcements were no news.
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        await link.ConnectAsync(TransportBench.Soon);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(TransportEventKind.Connected, events.Current.Kind);
    }

    [Fact]
    public async Task StartAsync_AnnouncementPortTaken_ServesAndSaysSoUntilItIsFree()
    {
        await using var bench = new TransportBench().With("Discovery:Listen", "true");
        var port = bench.Server.EndPoint.Port;
        await bench.Server.DisposeAsync();
        using (var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            other.Bind(new IPEndPoint(IPAddress.Any, port));
            await bench.StartAsync();

            await bench.WaitForHealthAsync(HealthState.Up, isEntityExpected: false);
            await TransportBench.UntilAsync(() => bench.Health.GetReport().Detail?.Contains("UDP port", StringComparison.Ordinal) == true);
        }

        await TransportBench.UntilAsync(() =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            return bench.Health.IsListening;
        });
        Assert.Equal(HealthState.Up, bench.Health.GetReport().State);
        Assert.Null(bench.Health.GetReport().Detail);
    }

    [Fact]
    public async Task StartAsync_AddressIsNotOurs_HealthFailsAndLinksSayThatNothingAnswers()
    {
        // TEST-NET-3: nobody has it.
        await using var bench = await new TransportBench().With("TesterAddress", "203.0.113.7").StartAsync();
        await bench.WaitForHealthAsync(HealthState.Failed, isEntityExpected: false);
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);

        Assert.Equal(
            LinkFailure.NodeUnknown, (await Assert.ThrowsAsync<LinkException>(() => link.ConnectAsync(TransportBench.Soon).AsTask())).Failure);
        Assert.Contains("203.0.113.7", bench.Health.GetReport().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_DiscoveryOff_IsUpAndFindsNothing()
    {
        await using var bench = await new TransportBench().With("Discovery:Enabled", "false").StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);

        Assert.Equal(HealthState.Up, bench.Health.GetReport().State);
        Assert.Empty(await bench.Transport.DiscoverAsync(TransportBench.Soon));
        Assert.False(bench.Transport.Capabilities.HasFlag(TransportCapabilities.Discovery));
        var exception = await Assert.ThrowsAsync<LinkException>(() => link.ConnectAsync(TransportBench.Soon).AsTask());
        Assert.Equal(LinkFailure.NodeUnknown, exception.Failure);
        Assert.Contains("DoIp:Discovery:Enabled", exception.Message, StringComparison.Ordinal);
    }
}
