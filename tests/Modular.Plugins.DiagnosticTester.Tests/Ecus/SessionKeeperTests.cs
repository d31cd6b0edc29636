using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;
using Modular.TestSupport.Telemetry;

namespace Modular.Plugins.DiagnosticTester.Tests.Ecus;

/// <remarks>The bodies run without synchronization context, so that moving the clock runs what waits for it at once.</remarks>
public sealed class SessionKeeperTests : IAsyncDisposable
{
    private const string Name = "KEPT";

    private readonly ManualTimeProvider _time = new();
    private readonly FakeChannel _channel = new();

    [Fact]
    public Task Hold_OneHolder_SendsEveryPeriodWithoutExpectingAnAnswer() => Task.Run(async () =>
    {
        await using var keeper = Keeper(_ => new(_channel));
        using (keeper.Hold())
        {
            _time.Advance(TimeSpan.FromSeconds(7));
        }

        Assert.Equal(["3E80", "3E80", "3E80"], _channel.Sent);
        Assert.All(_channel.Options, options => Assert.Equal(0, options.Repeats));
    });

    [Fact]
    public Task Hold_TwoHolders_StopsWithTheLast() => Task.Run(async () =>
    {
        await using var keeper = Keeper(_ => new(_channel));
        var first = keeper.Hold();
        var second = keeper.Hold();
        first.Dispose();
        first.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(_channel.Sent);

        second.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(_channel.Sent);
        Assert.Equal(0, _time.ArmedTimers);
    });

    [Fact]
    public Task Hold_WithinATrace_SendsInTracesOfItsOwn() => Task.Run(async () =>
    {
        using var recorder = new SpanRecorder();
        await using var keeper = Keeper(_ => new(_channel));
        using (keeper.Hold())
        {
            _time.Advance(TimeSpan.FromSeconds(4));
        }

        var spans = recorder.All.Where(span => span.OperationName == "tester keep alive" && Equals(span.GetTagItem("modular.ecu"), Name)).ToArray();
        Assert.Equal(2, spans.Length);
        Assert.All(spans, span => Assert.Equal(default, span.ParentSpanId));
        Assert.DoesNotContain(spans, span => span.TraceId == recorder.Root.TraceId);
    });

    [Fact]
    public Task Hold_EcuNotOnline_SkipsTheTickAndResumes() => Task.Run(async () =>
    {
        IProtocolChannel? channel = null;
        await using var keeper = Keeper(_ => new(channel));
        using var holder = keeper.Hold();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(_channel.Sent);

        channel = _channel;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Single(_channel.Sent);
    });

    [Fact]
    public Task Hold_SendFails_GoesOn() => Task.Run(async () =>
    {
        _channel.Failure = new LinkException(LinkFailure.ConnectionLost, "lost");
        await using var keeper = Keeper(_ => new(_channel));
        using var holder = keeper.Hold();
        _time.Advance(TimeSpan.FromSeconds(4));

        _channel.Failure = null;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(3, _channel.Sent.Count);
    });

    [Fact]
    public Task Hold_SendTakesLonger_IsNotOverlapped() => Task.Run(async () =>
    {
        var opening = new TaskCompletionSource<IProtocolChannel?>();
        await using var keeper = Keeper(_ => new(opening.Task));
        using var holder = keeper.Hold();
        _time.Advance(TimeSpan.FromSeconds(10));
        opening.SetResult(_channel);

        Assert.Single(_channel.Sent);
    });

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private SessionKeeper Keeper(Func<CancellationToken, ValueTask<IProtocolChannel?>> open) =>
        new(Name, TimeSpan.FromSeconds(2), open, _time, NullLogger.Instance);
}
