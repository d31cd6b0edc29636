using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Modular.TestSupport.Telemetry;

/// <summary>Records measurements of one meter as <c>instrument value tag=value</c>.</summary>
public sealed class MeasurementRecorder : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="isWanted">Which meters.</param>
    public MeasurementRecorder(Func<Meter, bool> isWanted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (isWanted(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, null, tags));
        _listener.Start();
    }

    /// <summary>What was measured, in order; a duration is shown without its value.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long? value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string> { instrument.Name };
        if (value is { } number)
        {
            words.Add($"{number}");
        }

        foreach (var (name, tag) in tags)
        {
            words.Add($"{name}={tag}");
        }

        _lines.Enqueue(string.Join(' ', words));
    }
}
