using System.Runtime.CompilerServices;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Logging;

namespace Modular.Hosting.Logging;

/// <summary>Hands batches to every sink under a lease, and keeps one sink's trouble from the others.</summary>
internal sealed partial class LogSinkDelivery(ICapability<ILogSink> sinks, LogSinkMetrics metrics, ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan WriteBudget = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HungAfter = TimeSpan.FromSeconds(3);

    // Weak: what is remembered of a sink must not keep its generation alive.
    private readonly ConditionalWeakTable<ILogSink, SinkState> _states = [];

    /// <summary>Least serious level that any sink wants.</summary>
    public LogLevel FindMinimumLevel()
    {
        var minimum = LogLevel.None;
        foreach (var lease in sinks.AcquireAll())
        {
            using (lease)
            {
                var level = MinimumLevelOf(lease);
                minimum = level < minimum ? level : minimum;
            }
        }

        return minimum;
    }

    /// <summary>Hands a batch to every sink that wants any.</summary>
    /// <returns>False when a sink may still read the batch.</returns>
    public async Task<bool> DeliverAsync(ReadOnlyMemory<LogRecord> records)
    {
        var isFree = true;
        foreach (var lease in sinks.AcquireAll())
        {
            using (lease)
            {
                if (MinimumLevelOf(lease) != LogLevel.None)
                {
                    isFree &= await WriteAsync(lease, records);
                }
            }
        }

        return isFree;
    }

    private LogLevel MinimumLevelOf(CapabilityLease<ILogSink> lease)
    {
        if (_states.GetOrCreateValue(lease.Value).IsHung)
        {
            return LogLevel.None;
        }

        try
        {
            return lease.Value.MinimumLevel;
        }
        catch (Exception exception)
        {
            Fail(lease, $"{exception.GetType().Name}: {exception.Message}");
            return LogLevel.None;
        }
    }

    private async Task<bool> WriteAsync(CapabilityLease<ILogSink> lease, ReadOnlyMemory<LogRecord> records)
    {
        var writing = Task.CompletedTask;
        using var budget = new CancellationTokenSource(WriteBudget, timeProvider);
        try
        {
            writing = lease.Value.WriteAsync(records, budget.Token).AsTask();
            await writing.WaitAsync(HungAfter, timeProvider);
        }
        catch (TimeoutException) when (!writing.IsCompleted)
        {
            _states.GetOrCreateValue(lease.Value).IsHung = true;
            Fail(lease, "it outlived its budget and is not called again");
            return false;
        }
        catch (Exception exception)
        {
            Fail(lease, $"{exception.GetType().Name}: {exception.Message}");
        }

        return true;
    }

    private void Fail(CapabilityLease<ILogSink> lease, string reason)
    {
        metrics.Failed();
        var state = _states.GetOrCreateValue(lease.Value);
        if (!state.IsReported)
        {
            // Once: the report is a record itself, and a sink that fails always would be told of every failure.
            state.IsReported = true;
            LogSinkFailed(lease.Provider.Id, reason);
        }
    }

    [LoggerMessage(EventIds.LogSinkFailed, LogLevel.Warning, "The log sink of {Plugin} failed, later failures are only counted: {Reason}")]
    private partial void LogSinkFailed(string plugin, string reason);

    private sealed class SinkState
    {
        public bool IsHung { get; set; }

        public bool IsReported { get; set; }
    }
}
