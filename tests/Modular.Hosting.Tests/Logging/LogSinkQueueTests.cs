using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Modular.Hosting.Logging;
using Modular.Hosting.Tests.Support;
using Modular.Sdk.Logging;
using Modular.Sdk.Plugins;
using Modular.Sdk.Testing.Capabilities;

namespace Modular.Hosting.Tests.Logging;

public sealed class LogSinkQueueTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeCapability<ILogSink> _sinks = new();
    private readonly CapturedLog _log = new();
    private readonly LoggerFactory _factory;
    private readonly LogSinkQueue _queue;
    private readonly MeterListener _listener = new();
    private long _dropped;
    private long _failures;

    public LogSinkQueueTests()
    {
        _factory = new LoggerFactory([_log], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        _queue = new LogSinkQueue(_sinks, _factory.CreateLogger("queue"), TimeProvider.System);
        var levels = new CategoryLevels(LogLevel.Information, new Dictionary<string, LogLevel> { ["plugin.loud"] = LogLevel.Debug });
        _factory.AddProvider(new LogSinkLoggerProvider(_queue, levels, TimeProvider.System));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _queue.Metrics.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            Interlocked.Add(ref instrument.Name == "modular.log.dropped" ? ref _dropped : ref _failures, value));
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _listener.Dispose();
        _factory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Log_SinkProvided_GetsAFlatRecord()
    {
        var sink = new ScriptedLogSink();
        _sinks.Add(sink);
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        var logger = new PluginLoggerFactory(_factory, new PluginIdentity("loud", "1.2.3", 1)).CreateLogger("Thing");
        logger.Log(LogLevel.Debug, new EventId(7, "Seven"), "state", new InvalidOperationException("broken"), static (state, _) => $"said {state}");

        var record = await sink.ReadAsync();
        Assert.Equal(LogLevel.Debug, record.Level);
        Assert.Equal("plugin.loud.Thing", record.Category);
        Assert.Equal("said state", record.Message);
        Assert.Equal((7, "Seven"), (record.EventId, record.EventName));
        Assert.Equal("System.InvalidOperationException: broken", record.Exception);
        Assert.Equal("loud", record.PluginId);
        Assert.Equal(activity.TraceId.ToHexString(), record.TraceId);
        Assert.Equal(activity.SpanId.ToHexString(), record.SpanId);
        Assert.Equal(TimeSpan.Zero, record.Timestamp.Offset);
    }

    [Fact]
    public async Task Log_SeveralSinks_AllGetEveryRecordInOrder()
    {
        ScriptedLogSink[] sinks = [new(), new()];
        Array.ForEach(sinks, _sinks.Add);
        var logger = _factory.CreateLogger("host");
        for (var number = 0; number < 1000; number++)
        {
            logger.LogInformation("{Number}", number);
        }

        foreach (var sink in sinks)
        {
            for (var number = 0; number < 1000; number++)
            {
                Assert.Equal($"{number}", (await sink.ReadAsync()).Message);
            }
        }

        Assert.True(await _queue.FlushAsync(Patience));
        Assert.Equal(0, _sinks.Leases);
        Assert.Equal(0, Interlocked.Read(ref _dropped));
    }

    [Fact]
    public async Task Log_BelowTheOperatorsLevel_IsNotQueued()
    {
        var sink = new ScriptedLogSink();
        _sinks.Add(sink);

        _factory.CreateLogger("plugin.louder").LogDebug("no: the beginning ends inside a part");
        _factory.CreateLogger("Microsoft.AspNetCore").LogInformation("no: chatter");
        _factory.CreateLogger("host").LogInformation("yes");

        Assert.Equal("yes", (await sink.ReadAsync()).Message);
    }

    [Fact]
    public async Task Log_SinkSlowerThanTheLog_DropsTheOldestAndCountsThem()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var sink = new ScriptedLogSink { BeforeWrite = _ => { entered.TrySetResult(); return gate.Task; } };
        _sinks.Add(sink);
        var logger = _factory.CreateLogger("host");
        logger.LogInformation("first");
        await entered.Task.WaitAsync(Patience);

        for (var number = 0; number < LogSinkQueue.Capacity + 10; number++)
        {
            logger.LogInformation("{Number}", number);
        }

        Assert.Equal(10, Interlocked.Read(ref _dropped));
        gate.SetResult();
        Assert.Equal("first", (await sink.ReadAsync()).Message);
        Assert.Equal("10", (await sink.ReadAsync()).Message);
        Assert.True(await _queue.FlushAsync(Patience));
    }

    [Fact]
    public async Task Log_OneSinkThrows_IsCountedToldOnceAndSkipped()
    {
        var bad = new ScriptedLogSink { BeforeWrite = static _ => throw new InvalidOperationException("no disk") };
        var good = new ScriptedLogSink();
        _sinks.Add(bad);
        _sinks.Add(good);
        var logger = _factory.CreateLogger("host");
        for (var number = 0; number < 3; number++)
        {
            logger.LogInformation("{Number}", number);
            Assert.True(await _queue.FlushAsync(Patience));
        }

        Assert.True(bad.Calls >= 3);
        Assert.Equal(bad.Calls, Interlocked.Read(ref _failures));
        Assert.Equal(4, good.Count);
        Assert.Single(_log.Lines, static line => line.Contains("no disk", StringComparison.Ordinal));
        Assert.Equal(0, _sinks.Leases);
    }

    [Fact]
    public async Task Log_SinkOutlivesItsBudget_IsNotCalledAgainAndOthersGoOn()
    {
        var hung = new ScriptedLogSink { BeforeWrite = static _ => new TaskCompletionSource().Task };
        var good = new ScriptedLogSink();
        _sinks.Add(hung);
        _sinks.Add(good);

        _factory.CreateLogger("host").LogInformation("one");
        Assert.Equal("one", (await good.ReadAsync()).Message);
        _factory.CreateLogger("host").LogInformation("two");
        Assert.True(await _queue.FlushAsync(Patience));

        Assert.Equal(1, hung.Calls);
        Assert.Equal(1, Interlocked.Read(ref _failures));
    }

    [Fact]
    public async Task FlushAsync_SinkDoesNotReturn_EndsWithItsBudget()
    {
        var entered = new TaskCompletionSource();
        _sinks.Add(new ScriptedLogSink { BeforeWrite = _ => { entered.TrySetResult(); return new TaskCompletionSource().Task; } });
        _factory.CreateLogger("host").LogInformation("one");
        await entered.Task.WaitAsync(Patience);

        Assert.False(await _queue.FlushAsync(TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Log_NobodyWantsRecords_AllocatesNothing(bool withSinkThatWantsNothing)
    {
        if (withSinkThatWantsNothing)
        {
            _sinks.Add(new ScriptedLogSink { MinimumLevel = LogLevel.None });
        }

        var logger = new LogSinkLogger("host", LogLevel.Trace, _queue, null, TimeProvider.System);
        Func<int, Exception?, string> formatter = static (state, _) => $"{state}";
        logger.Log(LogLevel.Critical, default, 1, null, formatter);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1000; number++)
        {
            logger.Log(LogLevel.Critical, default, number, null, formatter);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(logger.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public void IsEnabled_SinkComesAndGoes_FollowsIt()
    {
        var sink = new ScriptedLogSink { MinimumLevel = LogLevel.Warning };
        _sinks.Add(sink);
        Assert.True(_queue.IsEnabled(LogLevel.Warning));
        Assert.False(_queue.IsEnabled(LogLevel.Information));

        _sinks.Remove(sink);
        Assert.False(_queue.IsEnabled(LogLevel.Critical));
    }
}
