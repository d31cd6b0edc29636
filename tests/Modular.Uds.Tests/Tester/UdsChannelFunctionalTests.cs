using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;
using static Modular.Uds.Tests.Tester.Durations;

namespace Modular.Uds.Tests.Tester;

public class UdsChannelFunctionalTests
{
    [Fact]
    public Task ExchangeFunctionalAsync_SeveralEcus_StreamsOneOutcomeEach() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        f.Link.On("22F190")
            .After(Ms(10)).Answer("62F19001", 0x1000)
            .After(Ms(10)).Answer("7F2278", 0x2000)
            .After(Ms(10)).Answer("7F2231", 0x3000)
            .After(Ms(10)).Answer("62F19099", 0x1000)
            .After(Ms(900)).Answer("62F19002", 0x2000);

        var outcomes = await f.Finish(f.AskAll("22F190"));

        Assert.Equal([0x1000u, 0x3000u, 0x2000u], outcomes.Select(outcome => outcome.SourceAddress));
        Assert.Equal(
            [ExchangeOutcomeKind.Positive, ExchangeOutcomeKind.Negative, ExchangeOutcomeKind.Positive],
            outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(1, outcomes[2].Timeline.PendingResponses);
        Assert.Equal(1, f.Channel.DiscardedMessages);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_PendingEcu_KeepsOnlyItsOwnWindowOpen() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        f.Link.On("22F190")
            .After(Ms(900)).Answer("7F2278", 0x2000)
            .After(Ms(500)).Answer("62F19001", 0x1000)
            .After(Ms(100)).Answer("62F19002", 0x2000);

        var outcomes = await f.Finish(f.AskAll("22F190"));

        Assert.Equal([0x2000u], outcomes.Select(outcome => outcome.SourceAddress));
        Assert.Equal(Ms(1500), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_PendingStorm_IsBounded() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        var reply = f.Link.On("22F190");
        for (var i = 0; i < 1000; i++)
        {
            reply.After(Ms(100)).Answer("7F2278", 0x2000);
        }

        Assert.Empty(await f.Finish(f.AskAll("22F190")));
        Assert.InRange(f.Clock.Elapsed, Ms(25_100), Ms(25_200));
    });

    [Fact]
    public Task ExchangeFunctionalAsync_NobodyAnswers_EndsWithTheWindow() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);

        Assert.Empty(await f.Finish(f.AskAll("22F190", new ExchangeOptions(Ms(300)))));
        Assert.Equal(Ms(300), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_SuppressBit_CollectsRefusalsForAShortWindow() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        f.Link.On("1083").After(Ms(20)).Answer("7F1022", 0x2000);

        var outcome = Assert.Single(await f.Finish(f.AskAll("1083")));

        Assert.Equal((byte)0x22, outcome.NegativeResponseCode);
        Assert.Equal(Ms(500), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_TesterPresentWithoutAnswer_NeitherWaitsNorTakesATurn() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        var running = f.AskAll("22F190");

        Assert.Empty(await f.AskAll("3E80"));

        Assert.Equal(TimeSpan.Zero, f.Clock.Elapsed);
        await f.Finish(running);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_ReaderStopsEarly_FreesTheTurn() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        f.Link.On("22F190").Answer("62F19001", 0x1000).After(Ms(50)).Answer("7F2231", 0x2000);
        f.Link.On("22F191").Answer("62F19103", 0x1000);
        await foreach (var outcome in f.Channel.ExchangeFunctionalAsync(Convert.FromHexString("22F190"), default, default))
        {
            Assert.Equal(0x1000u, outcome.SourceAddress);
            break;
        }

        var next = await f.Finish(f.AskAll("22F191"));

        Assert.Equal("62F19103", Assert.Single(next).Response.Hex());
        Assert.Equal(1, f.Channel.DiscardedMessages);
    });

    [Fact]
    public Task ExchangeFunctionalAsync_Cancelled_EndsAndFreesTheTurn() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        using var cancellation = new CancellationTokenSource();
        var running = f.AskAll("22F190", cancellationToken: cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Empty(await f.Finish(f.AskAll("14FFFFFF")));
    });

    [Fact]
    public Task ExchangeFunctionalAsync_LinkLost_Fails() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(addressing: AddressingMode.Functional);
        f.Link.On("22F190").After(Ms(5)).LoseConnection();

        await Assert.ThrowsAsync<LinkException>(() => f.Finish(f.AskAll("22F190")));
    });
}
