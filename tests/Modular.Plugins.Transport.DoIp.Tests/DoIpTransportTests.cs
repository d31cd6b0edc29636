using Modular.DoIp.Entity;
using Modular.DoIp.Messages;
using Modular.Plugins.Transport.DoIp.Tests.Support;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests;

public sealed class DoIpTransportTests
{
    [Theory]
    [InlineData(AddressingMode.Physical, "CP_DoIPLogicalEcuAddress", "4096", true)]
    [InlineData(AddressingMode.Functional, "CP_DoIPLogicalFunctionalAddress", "0xE400", true)]
    [InlineData(AddressingMode.Functional, "CP_DoIPLogicalEcuAddress", "4096", false)]
    [InlineData(AddressingMode.Physical, "CP_DoIPLogicalEcuAddress", "0", false)]
    [InlineData(AddressingMode.Physical, "CP_CanPhysReqId", "0x700", false)]
    public async Task Supports_ComParams_NeedTheTargetsAddress(AddressingMode addressing, string name, string value, bool expected)
    {
        await using var bench = await new TransportBench().StartAsync();

        Assert.Equal(expected, bench.Transport.Supports(new LinkParameters("X", addressing, new ComParamSet([KeyValuePair.Create(name, value)]))));
    }

    [Theory]
    [InlineData("CP_DoIPLogicalGatewayAddress", "70000")]
    [InlineData("CP_DoIPConnectionTimeout", "soon")]
    public async Task OpenAsync_ComParamOutOfRange_NamesIt(string name, string value)
    {
        await using var bench = await new TransportBench().StartAsync();

        var exception = await Assert.ThrowsAsync<LinkException>(
            () => bench.Transport.OpenAsync(TransportBench.Link(0x1000, 0x1000, (name, value)), CancellationToken.None).AsTask());

        Assert.Equal(LinkFailure.InvalidParameters, exception.Failure);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_KnownGateway_BringsTheAnswer()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        Assert.Equal(LinkState.Idle, link.State);
        Assert.Equal(new LinkAddress(0x0E00, 0x1001, AddressingMode.Physical), link.Address);

        await link.SendAsync(new byte[] { 0x22, 0xF1, 0x00 }, TransportBench.Soon);
        var answer = await link.ReceiveAsync(TransportBench.Soon);

        Assert.Equal("62F100", Convert.ToHexString(answer.Payload.Span));
        Assert.Equal(0x1001u, answer.SourceAddress);
        Assert.Equal(0x0E00u, answer.TargetAddress);
        Assert.Equal(LinkState.Connected, link.State);
        Assert.Equal([(ushort)0x0E00], bench.Behind.Testers);
    }

    [Fact]
    public async Task SendAsync_TwoEcusBehindOneGateway_ShareItsConnectionAndTheLastOneClosesIt()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var gateway = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        await using var behind = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        await Task.WhenAll(
            gateway.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon).AsTask(),
            behind.SendAsync(new byte[] { 0x22, 0xF1, 0x90 }, TransportBench.Soon).AsTask());

        Assert.Equal("7E00", Convert.ToHexString((await gateway.ReceiveAsync(TransportBench.Soon)).Payload.Span));
        Assert.Equal("62F190", Convert.ToHexString((await behind.ReceiveAsync(TransportBench.Soon)).Payload.Span));
        Assert.Equal(1, bench.Server.ConnectionCount);

        await gateway.DisposeAsync();
        Assert.Equal(LinkState.Connected, behind.State);
        await behind.DisposeAsync();
        Assert.Equal(LinkState.Closed, behind.State);
        await TransportBench.UntilAsync(() => bench.Server.ConnectionCount == 0);
    }

    [Fact]
    public async Task SendAsync_TesterAddressOfTheComParams_Wins()
    {
        await using var bench = await new TransportBench().With("TesterLogicalAddress", "0x0E80").StartAsync();
        await using var general = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        await using var own = await bench.Transport.OpenAsync(
            TransportBench.Link(0x1000, 0x1000, ("CP_DoIPLogicalTesterAddress", "0x0EF0")), CancellationToken.None);

        await general.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);
        await own.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);
        await own.ReceiveAsync(TransportBench.Soon);

        Assert.Equal([(ushort)0x0E80, (ushort)0x0EF0], bench.Gateway.Testers);
        Assert.Equal(2, bench.Server.ConnectionCount);
    }

    [Fact]
    public async Task SendAsync_Functional_ReachesAllEcusOfTheGateway()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var link = await bench.Transport.OpenAsync(
            new LinkParameters("all", AddressingMode.Functional, new ComParamSet(
            [
                KeyValuePair.Create("CP_DoIPLogicalFunctionalAddress", "0xE400"),
                KeyValuePair.Create("CP_DoIPLogicalGatewayAddress", "0x1000"),
            ])),
            CancellationToken.None);

        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);
        uint[] sources = [(await link.ReceiveAsync(TransportBench.Soon)).SourceAddress, (await link.ReceiveAsync(TransportBench.Soon)).SourceAddress];

        Assert.Equal([0x1000u, 0x1001u], sources.Order());
    }

    [Fact]
    public async Task SendAsync_GatewayRefuses_GivesItsCode()
    {
        await using var bench = await new TransportBench().StartAsync();
        bench.Behind.Refusal = DiagnosticMessageNegativeAcknowledgementCode.TargetUnreachable;
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);

        var exception = await Assert.ThrowsAnyAsync<LinkException>(() => link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon).AsTask());

        Assert.Equal(LinkFailure.NotAcknowledged, exception.Failure);
        Assert.Equal(0x06u, exception.Code);
    }

    [Fact]
    public async Task ConnectAsync_RoutingRefused_GivesItsCodeAndAnEvent()
    {
        await using var bench = await new TransportBench(new DoIpEntityOptions { KnownTesters = new HashSet<ushort> { 0x0EFF } }).StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        var refused = TransportBench.NextAsync(bench.Transport.WatchAsync(TransportBench.Soon), TransportEventKind.Refused);

        var exception = await Assert.ThrowsAnyAsync<LinkException>(() => link.ConnectAsync(TransportBench.Soon).AsTask());

        Assert.Equal(LinkFailure.ActivationRefused, exception.Failure);
        Assert.Equal(0x00u, exception.Code);
        Assert.Equal(0x1000u, (await refused).LogicalAddress);
    }

    [Fact]
    public async Task ReceiveAsync_ConnectionCut_ReportsLossAndRecoversByItself()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        var events = bench.Transport.WatchAsync(TransportBench.Soon);
        await link.ConnectAsync(TransportBench.Soon);
        var waiting = link.ReceiveAsync(TransportBench.Soon).AsTask();

        bench.Server.CloseConnections();

        Assert.Equal(LinkFailure.ConnectionLost, (await Assert.ThrowsAnyAsync<LinkException>(() => waiting)).Failure);
        var kinds = new List<TransportEventKind>();
        await foreach (var happened in events)
        {
            kinds.Add(happened.Kind);
            Assert.Equal(0x1000u, happened.LogicalAddress);
            Assert.Equal("127.0.0.1", happened.NetworkAddress);
            if (happened.Kind == TransportEventKind.Recovered)
            {
                break;
            }
        }

        Assert.Equal(
            [TransportEventKind.Connected, TransportEventKind.Lost, TransportEventKind.Recovered],
            kinds.Where(kind => kind != TransportEventKind.NodeDiscovered));
        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);
        Assert.Equal("7E00", Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span));
    }

    [Fact]
    public async Task ReceiveAsync_BeforeAnythingWasSent_WaitsAndEndsWithTheLink()
    {
        await using var bench = await new TransportBench().StartAsync();
        var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        Assert.False(link.TryReceive(out _));
        var early = link.ReceiveAsync(TransportBench.Soon).AsTask();
        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);
        Assert.Equal("7E00", Convert.ToHexString((await early).Payload.Span));
        var late = link.ReceiveAsync(TransportBench.Soon).AsTask();

        await link.DisposeAsync();
        await link.DisposeAsync();

        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAnyAsync<LinkException>(() => late)).Failure);
        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAnyAsync<LinkException>(() => link.ConnectAsync(TransportBench.Soon).AsTask())).Failure);
    }

    [Fact]
    public async Task StopAsync_LinksOpen_ClosesTheirConnections()
    {
        await using var bench = await new TransportBench().StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1000), CancellationToken.None);
        await link.ConnectAsync(TransportBench.Soon);

        await bench.Transport.StopAsync(CancellationToken.None);

        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAnyAsync<LinkException>(() => link.ConnectAsync(TransportBench.Soon).AsTask())).Failure);
        await TransportBench.UntilAsync(() => bench.Server.ConnectionCount == 0);
    }
}
