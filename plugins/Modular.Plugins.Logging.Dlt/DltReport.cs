using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Logging.Dlt;

/// <summary>What libdlt refused: a warning at most once a minute, and a remark for health. Safe for concurrent use.</summary>
/// <param name="logger">Takes the warnings.</param>
/// <param name="time">The clock.</param>
internal sealed partial class DltReport(ILogger logger, TimeProvider time)
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
                    : string.Create(CultureInfo.InvariantCulture, $"libdlt refused {_count} times since the start, the last time at {_lastAt:u}: {_last}");
            }
        }
    }

    /// <summary>Takes a refusal.</summary>
    /// <param name="what">What was refused, and the code.</param>
    public void Refused(string what)
    {
        long count;
        lock (_gate)
        {
            _count++;
            _last = what;
            _lastAt = time.GetUtcNow();
            if (_toldAt is { } toldAt && time.GetElapsedTime(toldAt) < Pause)
            {
                return;
            }

            count = _count - _told;
            _told = _count;
            _toldAt = time.GetTimestamp();
        }

        LogRefused(count, what);
    }

    [LoggerMessage(7002, LogLevel.Warning, "libdlt refused {Count} times since the last report: {What}")]
    private partial void LogRefused(long count, string what);
}
