using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Telemetry.Otlp;

/// <summary>What could not be exported: a warning at most once a minute, and a remark for health. Safe for concurrent use.</summary>
/// <param name="logger">Takes the warnings.</param>
/// <param name="time">The clock.</param>
internal sealed partial class ExportReport(ILogger<ExportReport> logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _count;
    private long _told;
    private long? _toldAt;
    private string? _last;
    private DateTimeOffset _lastAt;

    /// <summary>What happened so far; null while all is well.</summary>
    public string? Remark
    {
        get
        {
            lock (_gate)
            {
                return _last is null
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{_count} problems since the start, the last at {_lastAt:u}: {_last}");
            }
        }
    }

    /// <summary>Takes a problem.</summary>
    /// <param name="reason">What, in one line.</param>
    public void Report(string reason)
    {
        long count;
        lock (_gate)
        {
            _count++;
            _last = reason;
            _lastAt = time.GetUtcNow();
            if (_toldAt is { } toldAt && time.GetElapsedTime(toldAt) < Pause)
            {
                return;
            }

            count = _count - _told;
            _told = _count;
            _toldAt = time.GetTimestamp();
        }

        LogTrouble(count, reason);
    }

    [LoggerMessage(7403, LogLevel.Warning, "Telemetry was not exported, {Count} problems since the last report: {Reason}")]
    private partial void LogTrouble(long count, string reason);
}
