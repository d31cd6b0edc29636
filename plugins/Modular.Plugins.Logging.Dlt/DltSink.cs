using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Plugins.Logging.Dlt.Configuration;
using Modular.Plugins.Logging.Dlt.Interop;
using Modular.Sdk.Logging;

namespace Modular.Plugins.Logging.Dlt;

/// <summary>Writes records to the DLT daemon through libdlt.</summary>
internal sealed partial class DltSink : ILogSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly byte[] _buffer = new byte[DltText.MaximumBytes + 1];
    private readonly DltLevelOptions _levels;
    private readonly ILogger _logger;
    private readonly DltReport _report;
    private readonly string? _absence;
    private DltLibrary? _library;

    /// <summary>Loads libdlt if the operator wants it.</summary>
    /// <param name="options">Section <c>Dlt</c>.</param>
    /// <param name="logger">Told when the library is absent, and what it refuses.</param>
    /// <param name="time">The clock.</param>
    public DltSink(IOptions<DltOptions> options, ILogger<DltSink> logger, TimeProvider time)
        : this(options.Value, logger, time, DltLibrary.FileName)
    {
    }

    internal DltSink(DltOptions options, ILogger logger, TimeProvider time, string fileName)
    {
        _levels = options.Levels;
        _logger = logger;
        _report = new DltReport(logger, time);
        if (!options.Enabled)
        {
            _absence = "switched off (Dlt:Enabled)";
            return;
        }

        _library = DltLibrary.TryOpen(fileName, options, _report.Refused, out var problem);
        if (problem is not null)
        {
            _absence = $"no log to DLT: {problem}";
            LogAbsent(problem);
        }

        MinimumLevel = _library is null ? LogLevel.None : LogLevel.Trace;
    }

    /// <inheritdoc/>
    public LogLevel MinimumLevel { get; } = LogLevel.None;

    /// <summary>Why nothing goes to DLT, or not everything; null when all is well.</summary>
    public string? Remark => _absence ?? _report.Remark;

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<LogRecord> records, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (ref readonly var record in records.Span)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(record);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _library?.Dispose();
            _library = null;
        }
    }

    private void Write(in LogRecord record)
    {
        var level = _levels.Map(record.Level);
        if (_library is null || level == DltLevel.Off)
        {
            return;
        }

        var context = DltContexts.Find(record.Category);
        var text = DltText.Render(record).AsSpan();
        for (var count = 0; count < DltText.MaximumMessages && !text.IsEmpty; count++)
        {
            text = text[DltText.Next(text, _buffer)..];
            var code = _library.Write(context, level, _buffer);
            if (code < 0)
            {
                _report.Refused($"a message with {DltReturn.Describe(code)}");
            }
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "The log does not go to DLT: {Problem}")]
    private partial void LogAbsent(string problem);
}
