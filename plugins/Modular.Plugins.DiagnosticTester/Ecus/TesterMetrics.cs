using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Modular.Sdk.Protocols;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>What the tester counts and measures.</summary>
internal sealed class TesterMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Modular.DiagnosticTester";

    private readonly Counter<long> _exchanges;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _pending;
    private readonly Counter<long> _repeats;
    private readonly Counter<long> _negative;
    private readonly Counter<long> _detections;

    /// <summary>Creates the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public TesterMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _exchanges = meter.CreateCounter<long>("modular.tester.exchanges", "{exchange}", "Requests sent to ECUs, by outcome.");
        _duration = meter.CreateHistogram<double>("modular.tester.exchange.duration", "s", "Time from handing a request over to its final answer.");
        _pending = meter.CreateCounter<long>("modular.tester.exchange.pending", "{response}", "Answers \"response pending\".");
        _repeats = meter.CreateCounter<long>("modular.tester.exchange.repeats", "{request}", "Requests sent again because the ECU was busy or silent.");
        _negative = meter.CreateCounter<long>("modular.tester.negative_responses", "{response}", "Final negative answers, by negative response code.");
        _detections = meter.CreateCounter<long>("modular.tester.detections", "{detection}", "Variant detections, by resulting state.");
    }

    /// <summary>Names an outcome in metrics and traces.</summary>
    public static string NameOf(ExchangeOutcomeKind kind) => kind switch
    {
        ExchangeOutcomeKind.Positive => "positive",
        ExchangeOutcomeKind.Negative => "negative",
        ExchangeOutcomeKind.NoResponse => "silent",
        _ => "unanswered",
    };

    /// <summary>Records an exchange that came to an outcome.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Exchanged(string ecu, in ExchangeOutcome outcome, TimeSpan elapsed)
    {
        Record(ecu, NameOf(outcome.Kind), elapsed);
        if (outcome.NegativeResponseCode is { } code && _negative.Enabled)
        {
            _negative.Add(1, new TagList { { "ecu", ecu }, { "nrc", string.Create(CultureInfo.InvariantCulture, $"0x{code:X2}") } });
        }

        var tags = new TagList { { "ecu", ecu } };
        _pending.Add(outcome.Timeline.PendingResponses, tags);
        _repeats.Add(outcome.Timeline.BusyRepeats + outcome.Timeline.Repeats, tags);
    }

    /// <summary>Records an exchange that ended with a failure of the link.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Failed(string ecu, TimeSpan elapsed) => Record(ecu, "failed", elapsed);

    /// <summary>Records the end of a detection.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="state">State it led to.</param>
    public void Detected(string ecu, string state) => _detections.Add(1, new TagList { { "ecu", ecu }, { "state", state } });

    private void Record(string ecu, string outcome, TimeSpan elapsed)
    {
        var tags = new TagList { { "ecu", ecu }, { "outcome", outcome } };
        _exchanges.Add(1, tags);
        _duration.Record(elapsed.TotalSeconds, tags);
    }
}
