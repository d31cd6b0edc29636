using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using LogRecord = Modular.Sdk.Logging.LogRecord;

namespace Modular.Otlp;

/// <summary>Hands records of the host to the packages, which take them by <see cref="ILogger"/> only.</summary>
internal sealed class LogExport : IDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly BatchLogRecordExportProcessor _batches;

    public LogExport(ResourceBuilder resource, OtlpLogExporter exporter, int maximumQueue, int maximumBatch, OtlpSettings settings)
    {
        _batches = new BatchLogRecordExportProcessor(
            exporter, maximumQueue, (int)settings.BatchDelay.TotalMilliseconds, (int)settings.Timeout.TotalMilliseconds, maximumBatch);
        _loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddOpenTelemetry(options =>
            {
                options.SetResourceBuilder(resource);
                options.IncludeFormattedMessage = true;
                options.AddProcessor(new OriginProcessor());
                options.AddProcessor(_batches);
            }));
    }

    /// <summary>Queues a record.</summary>
    public void Write(in LogRecord record)
    {
        var logger = _loggers.CreateLogger(record.Category);
        if (logger.IsEnabled(record.Level))
        {
            logger.Log(
                record.Level,
                new EventId(record.EventId, record.EventName),
                new LogAttributes(record),
                exception: null,
                static (attributes, _) => attributes.Record.Message);
        }
    }

    /// <summary>Exports what is left.</summary>
    public void Shutdown(int milliseconds) => _batches.Shutdown(milliseconds);

    /// <inheritdoc/>
    public void Dispose() => _loggers.Dispose();
}
