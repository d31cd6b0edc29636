using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;
using static Modular.Uds.Tests.Tester.Durations;

namespace Modular.Uds.Tests.Tester;

public class UdsChannelTurnTests
{
    [Fact]
    public async Task ExchangeAsync_SeveralAtOnce_RunInOrderOfArrival()
    {
        await using var f = new ChannelFixture();
        string[] requests = ["22F190", "22F191", "22F192", "22F193"];
        var exchanges = requests.Select(request => f.Ask(request)).ToList();
        for (var i = 0; i < requests.Length; i++)
        {
            await f.Link.WaitForSentAsync(i + 1);
            Assert.Equal(i + 1, f.Link.Sent.Count);
            f.Link.Deliver("62" + requests[i][2..]);
            Assert.Equal("62" + requests[i][2..], (await exchanges[i]).Response.Hex());
        }

        Assert.Equal(requests, f.Link.Sent.Select(sent => sent.Hex));
    }

    [Fact]
    public async Task ExchangeAsync_CancelledInLine_LetsTheNextOnePass()
    {
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        var first = f.Ask("22F190");
        var second = f.Ask("22F191", cancellationToken: cancellation.Token);
        var third = f.Ask("22F192");

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        f.Link.Deliver("62F190");
        await first;
        await f.Link.WaitForSentAsync(2);
        f.Link.Deliver("62F192");

        Assert.Equal("62F192", (await third).Response.Hex());
        Assert.Equal(["22F190", "22F192"], f.Link.Sent.Select(sent => sent.Hex));
    }

    [Fact]
    public Task ExchangeAsync_CancelledWhileWaiting_NextExchangeGetsItsOwnAnswer() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        f.Link.On("22F190").After(Ms(100)).Answer("62F19001");
        f.Link.On("22F191").After(Ms(100)).Answer("62F19102");
        var first = f.Ask("22F190", cancellationToken: cancellation.Token);
        f.Pass(50);
        cancellation.Cancel();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var outcome = await f.Finish(f.Ask("22F191"));

        Assert.Equal(cancellation.Token, canceled.CancellationToken);
        Assert.Equal("62F19102", outcome.Response.Hex());
        Assert.Equal(1, f.Channel.DiscardedMessages);
    });

    [Fact]
    public Task ExchangeAsync_LateRefusalOfACancelledRequest_IsNotTakenForTheNextOfThatService() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        f.Link.On("22AAAA").After(Ms(100)).Answer("7F2278").After(Ms(900)).Answer("7F2231");
        f.Link.On("22F190").After(Ms(5)).Answer("62F19001");
        var first = f.Ask("22AAAA", cancellationToken: cancellation.Token);
        f.Pass(50);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal("62F19001", outcome.Response.Hex());
        Assert.Equal(Ms(1005), f.Clock.Elapsed);
        Assert.Equal(2, f.Channel.DiscardedMessages);
    });

    [Fact]
    public Task ExchangeAsync_CancelledRequestStaysSilent_NextOfThatServiceWaitsNoLongerThanItsTime() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        f.Link.On("22F190").Answer("62F19001");
        var first = f.Ask("22AAAA", cancellationToken: cancellation.Token);
        f.Pass(400);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await f.Finish(f.Ask("22F190"));

        Assert.Equal(TimeSpan.FromSeconds(1), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeAsync_CancelledDuringBusyPause_LeavesTheChannelUsable() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        f.Link.On("22F190").Answer("7F2221");
        f.Link.On("22F190").Answer("62F19001");
        var first = f.Ask("22F190", cancellationToken: cancellation.Token);
        f.Pass(50);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var outcome = await f.Ask("22F190");

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(Ms(50), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeAsync_SuppressBit_EndsWithTheConfirmation() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("8582").ConfirmAfter(Ms(20));

        var outcome = await f.Finish(f.Ask("8582"));

        Assert.Equal(ExchangeOutcomeKind.NotExpected, outcome.Kind);
        Assert.Equal(Ms(20).Ticks, outcome.Timeline.Confirmed);
        Assert.Equal(Ms(20), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeAsync_SuppressBitOfServiceWithoutSubFunction_ExpectsAnAnswer() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("228190").Answer("628190AA");

        Assert.Equal(ExchangeOutcomeKind.Positive, (await f.Ask("228190")).Kind);
    });

    [Fact]
    public Task ExchangeAsync_TesterPresentWithoutAnswer_LeavesWhileAnotherExchangeWaits() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").Answer("7F3178").After(Ms(800)).Answer("7101FF00");
        var erase = f.Ask("3101FF00");

        var present = await f.Ask("3E80");

        Assert.Equal(ExchangeOutcomeKind.NotExpected, present.Kind);
        Assert.False(erase.IsCompleted);
        Assert.Equal(["3101FF00", "3E80"], f.Link.Sent.Select(sent => sent.Hex));
        Assert.Equal(ExchangeOutcomeKind.Positive, (await f.Finish(erase)).Kind);
    });

    [Fact]
    public Task ExchangeAsync_OtherSuppressedRequest_KeepsItsPlaceInLine() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        var read = f.Ask("22F190");
        var off = f.Ask("8582");
        Assert.Single(f.Link.Sent);

        f.Link.Deliver("62F190");
        await read;

        Assert.Equal(ExchangeOutcomeKind.NotExpected, (await off).Kind);
    });

    [Fact]
    public Task ExchangeAsync_LinkLostWhileWaiting_RepeatsTheRequest() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(10)).LoseConnection();
        f.Link.On("22F190").After(Ms(10)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(1, outcome.Timeline.Repeats);
    });

    [Fact]
    public Task ExchangeAsync_LinkLostAgainAndAgain_FailsWithTheLinksReason() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(10)).LoseConnection();

        var failure = await Assert.ThrowsAsync<LinkException>(() => f.Finish(f.Ask("22F190")));

        Assert.Equal(LinkFailure.ConnectionLost, failure.Failure);
        Assert.Equal(3, f.Link.Sent.Count);
    });

    [Fact]
    public Task ExchangeAsync_LinkLostWhileTheEcuWorks_IsNotRepeated() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").Answer("7F3178").After(Ms(10)).LoseConnection();

        await Assert.ThrowsAsync<LinkException>(() => f.Finish(f.Ask("3101FF00")));

        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_SendRefused_FailsAtOnceAndFreesTheTurn() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").FailSend(new LinkException(LinkFailure.NotAcknowledged, "refused") { Code = 3 });
        f.Link.On("22F191").Answer("62F191");

        await Assert.ThrowsAsync<LinkException>(() => f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, (await f.Ask("22F191")).Kind);
        Assert.Equal(2, f.Link.Sent.Count);
    });

    [Fact]
    public Task ExchangeAsync_SuppressedSendFailsOnce_IsRepeated() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3E80").FailSend(new LinkException(LinkFailure.AcknowledgeTimeout, "late"));
        f.Link.On("3E80");

        var outcome = await f.Ask("3E80");

        Assert.Equal(1, outcome.Timeline.Repeats);
    });

    [Fact]
    public async Task DisposeAsync_WhileExchangesWait_EndsThemAsClosed()
    {
        var f = new ChannelFixture();
        var running = f.Ask("22F190");
        var waiting = f.Ask("22F191");

        await f.DisposeAsync();

        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAsync<LinkException>(() => running)).Failure);
        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAsync<LinkException>(() => waiting)).Failure);
        Assert.Equal(LinkFailure.Closed, (await Assert.ThrowsAsync<LinkException>(() => f.Ask("22F192"))).Failure);
        Assert.Equal(LinkState.Closed, f.Link.State);
    }
}
