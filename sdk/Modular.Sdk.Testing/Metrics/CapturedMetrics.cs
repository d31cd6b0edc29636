using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Modular.Sdk.Testing.Metrics;

/// <summary>Keeps what the instruments of one test host measure: its own, and those its plugins made from their <see cref="IMeterFactory"/>.</summary>
/// <remarks>
/// Safe for use from several threads. Meters made without a factory belong to nobody; what they measure is kept too, also
/// when another test host of the process caused it.
/// </remarks>
public sealed class CapturedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(Origin Origin, CapturedMeasurement Measurement)> _measurements = new();

    // Weak, since a meter's factory holds the callbacks of a plugin.
    private readonly ConditionalWeakTable<object, Scope> _scopes = [];
    private readonly WeakReference _hostMeter;
    private readonly string _hostName;

    internal CapturedMetrics(Meter hostMeter)
    {
        _hostMeter = new WeakReference(hostMeter);
        _hostName = hostMeter.Name;
        _listener.InstrumentPublished = Enable;
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Keep(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Keep((double)value, tags, state));
        _listener.Start();
    }

    /// <summary>What was measured until now, in order. Observable instruments are asked by <see cref="Observe"/> only.</summary>
    public IReadOnlyList<CapturedMeasurement> Measurements =>
        [.. _measurements.Where(static entry => entry.Origin.Scope is not { IsOurs: false }).Select(static entry => entry.Measurement)];

    /// <summary>Asks all observable instruments for their present values.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    /// <summary>Adds up what an instrument measured: how often a counter counted.</summary>
    /// <param name="instrument">Name of the instrument.</param>
    /// <returns>The sum; 0 when it measured nothing.</returns>
    public double Sum(string instrument) =>
        Measurements.Where(measurement => measurement.Instrument == instrument).Sum(static measurement => measurement.Value);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>Counts what is measured by meters of a factory as this host's.</summary>
    internal void Include(IMeterFactory factory) => _scopes.GetOrCreateValue(factory).IsOurs = true;

    private void Enable(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter;
        if (meter.Name != _hostName || ReferenceEquals(meter, _hostMeter.Target))
        {
            var scope = meter.Scope is { } owner ? _scopes.GetOrCreateValue(owner) : null;
            listener.EnableMeasurementEvents(instrument, new Origin(meter.Name, instrument.Name, scope));
        }
    }

    private void Keep(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var origin = (Origin)state!;
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, tag) in tags)
        {
            texts[key] = Convert.ToString(tag, CultureInfo.InvariantCulture);
        }

        _measurements.Enqueue((origin, new CapturedMeasurement(origin.Meter, origin.Instrument, value, texts)));
    }

    private sealed record Origin(string Meter, string Instrument, Scope? Scope);

    private sealed class Scope
    {
        public bool IsOurs { get; set; }
    }
}
