using System.Diagnostics.Tracing;
using System.Globalization;

namespace Modular.Otlp;

/// <summary>Hears from the packages what they tell nobody else: that a batch did not arrive or items were dropped.</summary>
internal sealed class ExportTrouble(Action<string> report) : EventListener
{
    private const int MaximumText = 300;
    private static readonly string[] Sources = ["OpenTelemetry-Sdk", "OpenTelemetry-Exporter-OpenTelemetryProtocol"];

    // Warnings about instruments: that those of others are not exported is what was asked for.
    private static readonly string[] Harmless = ["MetricInstrumentIgnored", "DuplicateMetricInstrument", "MetricViewIgnored"];

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        if (Sources.Contains(eventSource.Name, StringComparer.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (!Harmless.Contains(eventData.EventName, StringComparer.Ordinal))
        {
            report(Describe(eventData));
        }
    }

    // Exceptions come as a text with their stack; the first line tells.
    private static string Describe(EventWrittenEventArgs written)
    {
        object[] values = [.. (written.Payload ?? (IReadOnlyList<object?>)[]).Select(static value => (object)FirstLine(value?.ToString() ?? string.Empty))];
        var text = written.Message is { } message
            ? string.Format(CultureInfo.InvariantCulture, message, values)
            : $"{written.EventName} {string.Join(' ', values)}";
        return text.Length <= MaximumText ? text : text[..MaximumText];
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
}
