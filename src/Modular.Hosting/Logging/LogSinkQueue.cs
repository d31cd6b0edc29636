using System.Threading.Channels;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Logging;

namespace Modular.Hosting.Logging;

/// <summary>Between those who log and the sinks: bounded, drops the oldest, one reader. Holds records only while a sink wants them.</summary>
internal sealed class LogSinkQueue : IAsyncDisposable
{
    /// <summary>Records that wait at most.</summary>
    public const int Capacity = 4096;

    private const int MaximumBatch = 256;
    private static readonly TimeSpan EndBudget = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly ICapability<ILogSink> _sinks;
    private readonly TimeProvider _timeProvider;
    private readonly LogSinkMetrics _metrics = new();
    private readonly LogSinkDelivery _delivery;
    private readonly Channel<LogRecord> _records;
    private readonly Task _reading;
    private volatile int _minimumLevel = (int)LogLevel.None;
    private volatile TaskCompletionSource? _idle;
    private int _pending;

    /// <summary>Starts the reader.</summary>
    /// <param name="sinks">The sinks; disposed by the caller, after this.</param>
    /// <param name="logger">Told once of every sink that fails.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="monitor">Counts what sinks do wrong; null where nobody counts.</param>
    public LogSinkQueue(ICapability<ILogSink> sinks, ILogger logger, TimeProvider timeProvider, PluginFaultMonitor? monitor = null)
    {
        _sinks = sinks;
        _timeProvider = timeProvider;
        _delivery = new LogSinkDelivery(sinks, _metrics, logger, timeProvider, monitor);
        var options = new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _records = Channel.CreateBounded<LogRecord>(options, _ => Drop());
        _reading = Task.Run(ReadAsync);
        sinks.Changed += OnChanged;
        OnChanged(this, EventArgs.Empty);
    }

    /// <summary>For tests, which must not count another queue's records.</summary>
    public LogSinkMetrics Metrics => _metrics;

    /// <summary>Whether any sink wants records of this level.</summary>
    public bool IsEnabled(LogLevel level) => (int)level >= _minimumLevel;

    /// <summary>Asks the sinks that are provided now what they want, without waiting to hear of a change.</summary>
    public void Refresh() => OnChanged(this, EventArgs.Empty);

    /// <summary>Queues a record; never waits.</summary>
    public void Enqueue(in LogRecord record)
    {
        Interlocked.Increment(ref _pending);
        if (!_records.Writer.TryWrite(record))
        {
            Settle(1);
        }
    }

    /// <summary>Waits until the sinks took what was logged, or the budget is spent.</summary>
    /// <returns>True when nothing waits any more.</returns>
    public async Task<bool> FlushAsync(TimeSpan budget)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _idle = idle;
        if (Volatile.Read(ref _pending) == 0)
        {
            return true;
        }

        await Task.WhenAny(idle.Task, Task.Delay(budget, _timeProvider));
        return idle.Task.IsCompleted;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _sinks.Changed -= OnChanged;
        lock (_gate)
        {
            _minimumLevel = (int)LogLevel.None;
        }

        _records.Writer.TryComplete();
        await Task.WhenAny(_reading, Task.Delay(EndBudget, _timeProvider));
        _metrics.Dispose();
    }

    private void OnChanged(object? sender, EventArgs e)
    {
        // Whoever comes last through the gate has asked the newest set of providers.
        lock (_gate)
        {
            _minimumLevel = (int)_delivery.FindMinimumLevel();
        }
    }

    private async Task ReadAsync()
    {
        var batch = new LogRecord[MaximumBatch];
        while (await _records.Reader.WaitToReadAsync())
        {
            var count = 0;
            while (count < batch.Length && _records.Reader.TryRead(out batch[count]))
            {
                count++;
            }

            if (await _delivery.DeliverAsync(batch.AsMemory(0, count)))
            {
                Array.Clear(batch);
            }
            else
            {
                // A sink that outlived its budget may still read the old one.
                batch = new LogRecord[MaximumBatch];
            }

            Settle(count);
        }
    }

    private void Drop()
    {
        _metrics.Dropped();
        Settle(1);
    }

    private void Settle(int count)
    {
        if (Interlocked.Add(ref _pending, -count) == 0)
        {
            _idle?.TrySetResult();
        }
    }
}
