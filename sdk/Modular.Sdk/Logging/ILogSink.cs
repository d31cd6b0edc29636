using Microsoft.Extensions.Logging;

namespace Modular.Sdk.Logging;

/// <summary>
/// Takes the log of the whole process, the host's and every plugin's, to another place: a bus, a file, a collector.
/// Provided as a capability; every running provider gets every record.
/// </summary>
/// <remarks>
/// The host queues at most 4 096 records and drops the oldest when sinks are slower than the log, counted by
/// <c>modular.log.dropped</c>. Records of before a sink was published do not reach it.
/// </remarks>
public interface ILogSink
{
    /// <summary>
    /// Least serious level the sink wants; <see cref="LogLevel.None"/> when it wants nothing, which costs nothing. Read
    /// when providers change, so it must not change while the sink is provided.
    /// </summary>
    /// <remarks>The operator's levels apply first. A batch may hold less serious records that another sink wants.</remarks>
    LogLevel MinimumLevel { get; }

    /// <summary>Writes records, oldest first.</summary>
    /// <param name="records">One to 256 records; the memory is the host's again when the returned task completes.</param>
    /// <param name="cancellationToken">Cancelled after the host's budget of two seconds; the sink must return then.</param>
    /// <returns>A task that completes when the sink has taken the records.</returns>
    /// <remarks>
    /// Calls never overlap. An exception is counted and the batch is skipped, for this sink only. A sink that outlives its
    /// budget is not called again. A sink must not log for each record: what it logs comes back to it.
    /// </remarks>
    ValueTask WriteAsync(ReadOnlyMemory<LogRecord> records, CancellationToken cancellationToken);
}
