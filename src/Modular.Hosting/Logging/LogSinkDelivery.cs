using System.Runtime.CompilerServices;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Logging;

namespace Modular.Hosting.Logging;

/// <summary>Hands batches to every sink under a lease, and keeps one sink's trouble from the others.</summary>
internal sealed partial class LogSinkDelivery(
    ICapability<ILogSink> sinks, LogSinkMetrics metrics, ILogger logger, TimeProvider timeProvider, PluginFaultMonitor? monitor)
{
    private const string Operation = "taking records of the log";
    private static readonly TimeSpan WriteBudget = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HungAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LevelBudget = TimeSpan.FromSeconds(1);

    // Weak: what is remembered of a sink must not keep its generation alive.
    private readonly ConditionalWeakTable<ILogSink, LogSinkState> _states = [];

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
        var state = _states.GetOrCreateValue(lease.Value);
        if (state.IsHung)
        {
            return LogLevel.None;
        }

        // It does not change while the sink is there, so that a sink which blocks can do so once.
        return state.Level ??= AskLevel(lease, state);
    }

    private LogLevel AskLevel(CapabilityLease<ILogSink> lease, LogSinkState state)
    {
        var sink = lease.Value;
        var asked = Task.Run(() => sink.MinimumLevel);
        try
        {
            if (asked.Wait(LevelBudget))
            {
                return asked.GetAwaiter().GetResult();
            }

            GiveUp(lease, state, LevelBudget);
        }
        catch (AggregateException exception)
        {
            Fail(lease, exception.GetBaseException());
        }

        return LogLevel.None;
    }

    private async Task<bool> WriteAsync(CapabilityLease<ILogSink> lease, ReadOnlyMemory<LogRecord> records)
    {
        using var budget = new CancellationTokenSource(WriteBudget, timeProvider);
        var (sink, token) = (lease.Value, budget.Token);

        // Not on the reader's thread: a sink that blocks must not take the log from the others.
        var writing = Task.Run(() => sink.WriteAsync(records, token).AsTask(), CancellationToken.None);
        try
        {
            await writing.WaitAsync(HungAfter, timeProvider);
        }
        catch (TimeoutException) when (!writing.IsCompleted)
        {
            GiveUp(lease, _states.GetOrCreateValue(sink), HungAfter);
            return false;
        }
        catch (Exception exception)
        {
            Fail(lease, exception);
        }

        return true;
    }

    private void GiveUp(CapabilityLease<ILogSink> lease, LogSinkState state, TimeSpan budget)
    {
        state.IsHung = true;
        monitor?.Hung(lease.Provider, Operation, budget);
        Tell(lease, "it outlived its budget and is not called again");
    }

    private void Fail(CapabilityLease<ILogSink> lease, Exception exception)
    {
        monitor?.Threw(lease.Provider, Operation, exception);
        Tell(lease, ExceptionText.Summarize(exception));
    }

    private void Tell(CapabilityLease<ILogSink> lease, string reason)
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
}
