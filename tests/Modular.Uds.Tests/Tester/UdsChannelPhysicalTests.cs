using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using static Modular.Uds.Tests.Tester.Durations;

namespace Modular.Uds.Tests.Tester;

public class UdsChannelPhysicalTests
{
    [Fact]
    public Task ExchangeAsync_AnswerInTime_IsPositiveWithTimeline() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").ConfirmAfter(Ms(10)).After(Ms(30)).Answer("62F190414243");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal("62F190414243", outcome.Response.Hex());
        Assert.Equal(0x1000u, outcome.SourceAddress);
        Assert.Equal(new ExchangeTimeline(0, Ms(10).Ticks, Ms(30).Ticks, 0, 0, 0), outcome.Timeline);
        Assert.Equal(0, f.Clock.ArmedTimers);
    });

    [Fact]
    public Task ExchangeAsync_NegativeAnswer_IsAValue() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").Answer("7F2231");

        var outcome = await f.Ask("22F190");

        Assert.Equal(ExchangeOutcomeKind.Negative, outcome.Kind);
        Assert.Equal((byte)0x31, outcome.NegativeResponseCode);
    });

    [Fact]
    public Task ExchangeAsync_UnknownNegativeCode_NeverBecomesPositive() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        for (var code = 0; code <= 0xFF; code++)
        {
            if (code is 0x78 or 0x21 or 0x94)
            {
                continue;
            }

            f.Link.On($"2E{code:X2}0001").Answer($"7F2E{code:X2}");
            var outcome = await f.Ask($"2E{code:X2}0001");
            Assert.Equal(ExchangeOutcomeKind.Negative, outcome.Kind);
            Assert.Equal((byte)code, outcome.NegativeResponseCode);
        }
    });

    [Fact]
    public Task ExchangeAsync_AnswerBeforeConfirmation_IsTaken() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").ConfirmAfter(Ms(50)).After(Ms(20)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(Ms(50), f.Clock.Elapsed);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_Silence_TimeCountsFromConfirmation() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").ConfirmAfter(Ms(700)).After(Ms(1690)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190", new ExchangeOptions(Repeats: 0)));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(Ms(1690), f.Clock.Elapsed);
    });

    [Fact]
    public Task ExchangeAsync_Silence_RepeatsThenReportsNoResponse() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.True(outcome.Response.IsEmpty);
        Assert.Equal(2, outcome.Timeline.Repeats);
        Assert.Equal([0, 1, 2], f.Link.Sent.Select(sent => sent.At / TimeSpan.TicksPerSecond));
        Assert.Equal(TimeSpan.FromSeconds(3), f.Clock.Elapsed);
        Assert.Equal(0, f.Clock.ArmedTimers);
    });

    [Fact]
    public Task ExchangeAsync_SilenceThenAnswer_RepeatsOnce() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190");
        f.Link.On("22F190").After(Ms(5)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Equal(1, outcome.Timeline.Repeats);
    });

    [Fact]
    public Task ExchangeAsync_OptionsOfOneExchange_ReplaceTheChannels() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();

        var outcome = await f.Finish(f.Ask("22F190", new ExchangeOptions(Ms(70), 1)));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(Ms(140), f.Clock.Elapsed);
        Assert.Equal(2, f.Link.Sent.Count);
    });

    [Fact]
    public Task ExchangeAsync_FirstFrameInTime_WaitsForTheRest() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(900)).Indicate().After(Ms(5000)).Answer("62F19001");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal(ExchangeOutcomeKind.Positive, outcome.Kind);
        Assert.Single(f.Link.Sent);
    });

    [Fact]
    public Task ExchangeAsync_FirstFrameWithoutRest_EndsAfterReceptionMax() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On("22F190").After(Ms(900)).Indicate();

        var outcome = await f.Finish(f.Ask("22F190", new ExchangeOptions(Repeats: 0)));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(Ms(10_900), f.Clock.Elapsed);
    });

    [Theory]
    [InlineData("22F190", "62F191AA")]
    [InlineData("22F190", "62F1")]
    [InlineData("22F190", "6EF190")]
    [InlineData("22F190", "7F2E31")]
    [InlineData("22F190", "7F22")]
    [InlineData("22F190", "22F190")]
    [InlineData("22F190", "")]
    [InlineData("2EF19001", "6EF191")]
    [InlineData("2FF19003", "6FF19103")]
    [InlineData("1003", "500100320001")]
    [InlineData("2703", "670400")]
    [InlineData("31011002", "71021002")]
    [InlineData("31011002", "71011003")]
    [InlineData("3605AA", "7604")]
    public Task ExchangeAsync_AnswerToSomethingElse_IsDiscardedAndCounted(string request, string foreign) => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On(request).After(Ms(1)).Answer(foreign);

        var outcome = await f.Finish(f.Ask(request, new ExchangeOptions(Repeats: 0)));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.Equal(1, f.Channel.DiscardedMessages);
        Assert.Equal(TimeSpan.FromSeconds(1), f.Clock.Elapsed);
    });

    [Theory]
    [InlineData("22F190F191", "62F190AAF191BB")]
    [InlineData("22", "62")]
    [InlineData("1003", "5003003201F4")]
    [InlineData("190209", "5902FF")]
    [InlineData("31011002", "71011002")]
    [InlineData("14FFFFFF", "54")]
    [InlineData("3400440000000000000010", "74200102")]
    [InlineData("3605AA", "7605")]
    [InlineData("37", "77AABB")]
    [InlineData("BA01", "FA77")]
    public Task ExchangeAsync_MatchingAnswer_IsPositive(string request, string answer) => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.On(request).After(Ms(1)).Answer("7E00").Answer(answer);

        var outcome = await f.Finish(f.Ask(request));

        Assert.Equal(answer, outcome.Response.Hex());
        Assert.Equal(1, f.Channel.DiscardedMessages);
    });

    [Fact]
    public Task ExchangeAsync_FloodOfForeignMessages_StillEndsInTime() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        var reply = f.Link.On("22F190");
        for (var i = 0; i < 200; i++)
        {
            reply.After(Ms(10)).Answer("62F1AA00");
        }

        var outcome = await f.Finish(f.Ask("22F190", new ExchangeOptions(Repeats: 0)));

        Assert.Equal(ExchangeOutcomeKind.NoResponse, outcome.Kind);
        Assert.InRange(f.Clock.Elapsed, TimeSpan.FromSeconds(1), Ms(1010));
    });

    [Fact]
    public Task ExchangeAsync_StaleMessageFromBefore_IsNotTakenForTheAnswer() => Inline.RunAsync(async () =>
    {
        await using var f = new ChannelFixture();
        f.Link.Deliver("62F190 00");
        f.Link.On("22F190").After(Ms(1)).Answer("62F190 01");

        var outcome = await f.Finish(f.Ask("22F190"));

        Assert.Equal("62F19001", outcome.Response.Hex());
        Assert.Equal(1, f.Channel.DiscardedMessages);
    });

    [Fact]
    public async Task ExchangeAsync_EmptyRequest_IsMisuse()
    {
        await using var f = new ChannelFixture();

        await Assert.ThrowsAsync<ArgumentException>(() => f.Ask(""));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => f.Ask("3E00", new ExchangeOptions(Repeats: -1)));
    }
}
