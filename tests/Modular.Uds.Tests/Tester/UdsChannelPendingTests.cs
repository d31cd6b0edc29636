using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Uds.Tester;
using static Modular.Uds.Tests.Tester.Durations;

namespace Modular.Uds.Tests.Tester;

public class UdsChannelPendingTests
{
    [Fact]
    public Task ExchangeAsync_PendingThenPositive_HidesThePendingAnswers() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").After(Ms(900)).Answer("7F3178").After(Ms(900)).Answer("7F3178").After(Ms(900)).Answer("7101FF00");

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(2, outcome.Timeline.PendingResponses);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_PendingThenNegative_IsNegative() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").Answer("7F3178").After(Ms(1)).Answer("7F3172");

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal((byte)0x72, outcome.NegativeResponseCode);
    });

    [Fact]
    public Task ExchangeAsync_PendingStorm_IsBoundedByTheCompletionTimeout() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        var reply = f.Link.On("3101FF00");
        for (var i = 0; i < 1000; i++)
        {
            reply.After(Ms(100)).Answer("7F3178");
        }

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.InRange(f.Clock.Elapsed, Ms(25_100), Ms(25_200));
        Assert.InRange(outcome.Timeline.PendingResponses, 250, 251);
        Assert.Equal(0, outcome.Timeline.Repeats);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_PendingStormWithoutLimit_GoesOn() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(UdsTiming.Default with
        {
            Pending = new PendingHandling(ResponseHandling.ContinueUnlimited, TimeSpan.Zero),
        });
        var reply = f.Link.On("3101FF00");
        for (var i = 0; i < 1000; i++)
        {
            reply.After(Ms(100)).Answer("7F3178");
        }

        reply.After(Ms(100)).Answer("7101FF00");

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(1000, outcome.Timeline.PendingResponses);
    });

    [Fact]
    public Task ExchangeAsync_SilenceAfterPending_IsNotRepeated() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(UdsTiming.Default with { P6Star = TimeSpan.FromSeconds(5) });
        f.Link.On("3101FF00").After(Ms(10)).Answer("7F3178");

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(1, outcome.Timeline.PendingResponses);
        Assert.Equal(Ms(5010), f.Clock.Elapsed);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_PendingHandlingDisabled_SurfacesTheCode() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture(UdsTiming.Default with
        {
            Pending = new PendingHandling(ResponseHandling.Disabled, TimeSpan.Zero),
        });
        f.Link.On("3101FF00").Answer("7F3178");

        var outcome = await f.Ask("3101FF00");

        Assert.Equal((byte)0x78, outcome.NegativeResponseCode);
    });

    [Fact]
    public Task ExchangeAsync_PendingForAnotherService_DoesNotProlong() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(900)).Answer("7F3178").After(Ms(900)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190", new ExchangeOptions(Repeats: 0)));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(0, outcome.Timeline.PendingResponses);
    });

    [Theory]
    [InlineData("21")]
    [InlineData("94")]
    public Task ExchangeAsync_BusyThenPositive_RepeatsAfterTheRequestTime(string code) => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(10)).Answer($"7F22{code}");
        f.Link.On("22F190").After(Ms(10)).Answer($"7F22{code}");
        f.Link.On("22F190").After(Ms(10)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(2, outcome.Timeline.BusyRepeats);
        Assert.Equal(0, outcome.Timeline.Repeats);
        Assert.Equal([0L, Ms(210).Ticks, Ms(420).Ticks], f.Link.Sent.Select(sent => sent.At));
    });

    [Theory]
    [InlineData("21")]
    [InlineData("94")]
    public Task ExchangeAsync_BusyForever_SurfacesTheCodeAtTheCompletionTimeout(string code) => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(50)).Answer($"7F22{code}");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Negative, outcome.Kind);
        Assert.Equal(Convert.FromHexString(code)[0], outcome.NegativeResponseCode);
        Assert.Equal(100, outcome.Timeline.BusyRepeats);
        Assert.Equal(Ms(25_050), f.Clock.Elapsed);
    });

    [Theory]
    [InlineData("21")]
    [InlineData("94")]
    public Task ExchangeAsync_BusyHandlingDisabled_SurfacesTheCodeAtOnce(string code) => Inline.RunAsync(async () =>
    {
        var disabled = BusyHandling.Default with { Handling = ResponseHandling.Disabled };
        await using var f = new ChannelFixture(UdsTiming.Default with { Busy = disabled, ResourceUnavailable = disabled });
        f.Link.On("22F190").Answer($"7F22{code}");

        var outcome = await f.Ask("22F190");

        Assert.Equal(ExchangeOutcomeKind.Negative, outcome.Kind);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_BusyThenPendingThenPositive_HandlesBoth() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").Answer("7F3121");
        f.Link.On("3101FF00").Answer("7F3178").After(Ms(500)).Answer("7101FF00");

        var outcome = await f.Finish(f.Ask("3101FF00"));

        Assert.Equal(new ExchangeTimeline(0, Ms(200).Ticks, Ms(700).Ticks, 1, 1, 0), outcome.Timeline);
    });
}
