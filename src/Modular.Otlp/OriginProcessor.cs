using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Modular.Otlp;

/// <summary>
/// Gives a record the moment and the span in which it was logged: the packages take both from the moment in which they
/// are handed the record, and that is later and elsewhere.
/// </summary>
internal sealed class OriginProcessor : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Attributes is not LogAttributes { Record: var origin })
        {
            return;
        }

        data.Timestamp = origin.Timestamp.UtcDateTime;
        data.TraceId = origin.TraceId is { Length: 32 } trace ? ActivityTraceId.CreateFromString(trace) : default;
        data.SpanId = origin.SpanId is { Length: 16 } span ? ActivitySpanId.CreateFromString(span) : default;
    }
}
