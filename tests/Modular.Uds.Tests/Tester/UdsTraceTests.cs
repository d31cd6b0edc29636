using System.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.TestSupport.Telemetry;
using static Modular.Uds.Tests.Tester.Durations;

namespace Modular.Uds.Tests.Tester;

public class UdsTraceTests
{
    [Fact]
    public Task ExchangeAsync_PendingBusyThenPositive_IsOneSpanWithItsCounts() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture();
        f.Link.On("3101FF00").Answer("7F3121");
        f.Link.On("3101FF00").After(Ms(900)).Answer("7F3178").After(Ms(900)).Answer("7101FF00");

        await f.Finish(f.Ask("3101FF00"));

        var span = recorder.Single("uds RoutineControl");
        Assert.Equal(recorder.Root.SpanId, span.ParentSpanId);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["modular.ecu"] = "ECU",
                ["modular.uds.service_id"] = 0x31,
                ["modular.uds.request_bytes"] = 4,
                ["modular.uds.outcome"] = "positive",
                ["modular.uds.response_bytes"] = 4,
                ["modular.uds.pending_responses"] = 1,
                ["modular.uds.busy_repeats"] = 1,
                ["modular.uds.repeats"] = 0,
            },
            span.TagObjects.ToDictionary());
    });

    [Fact]
    public Task ExchangeAsync_Negative_IsAnErrorThatNamesTheCode() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture();
        f.Link.On("22F190").Answer("7F2231");

        await f.Finish(f.Ask("22F190"));

        var span = recorder.Single("uds ReadDataByIdentifier");
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("RequestOutOfRange", span.StatusDescription);
        Assert.Equal("RequestOutOfRange", span.GetTagItem("error.type"));
        Assert.Equal(0x31, span.GetTagItem("modular.uds.nrc"));
    });

    [Fact]
    public Task ExchangeAsync_SilenceAndAnUnknownService_IsAnError() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture();

        await f.Finish(f.Ask("BA01", new ExchangeOptions(Repeats: 0)));

        var span = recorder.Single("uds 0xBA");
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("silent", span.GetTagItem("modular.uds.outcome"));
        Assert.Equal("NoResponse", span.GetTagItem("error.type"));
    });

    [Fact]
    public Task ExchangeAsync_Cancelled_IsAnError() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture();
        using var cancellation = new CancellationTokenSource();
        var exchange = f.Ask("22F190", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange);

        Assert.Equal("Cancelled", recorder.Single("uds ReadDataByIdentifier").GetTagItem("error.type"));
    });

    [Fact]
    public Task ExchangeFunctionalAsync_TwoAnswers_IsOneSpanThatIsNotLeftCurrent() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture(addressing: Sdk.Transports.AddressingMode.Functional);
        f.Link.On("22F190").Answer("62F19001", 0x1000).Answer("62F19002", 0x2000);

        await f.Finish(f.AskAll("22F190"));

        Assert.Equal(2, recorder.Single("uds ReadDataByIdentifier").GetTagItem("modular.uds.responses"));
        Assert.Same(recorder.Root, Activity.Current);
    });

    [Fact]
    public Task ExchangeAsync_WithPayload_KeepsItOutOfTheSpan() => Inline.RunAsync(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var f = new ChannelFixture();
        f.Link.On("22F190").Answer("62F1905756575A5A5A314B5A3657303030303031");

        await f.Finish(f.Ask("22F190"));

        Assert.All(recorder.Single("uds ReadDataByIdentifier").TagObjects, tag => Assert.True(tag.Value is int or "ECU" or "positive", $"{tag.Key} = {tag.Value}"));
    });
}
