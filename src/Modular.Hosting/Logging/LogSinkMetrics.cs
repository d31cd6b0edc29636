using System.Diagnostics.Metrics;

namespace Modular.Hosting.Logging;

/// <summary>What did not reach the sinks.</summary>
internal sealed class LogSinkMetrics : IDisposable
{
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failures;

    public LogSinkMetrics()
    {
        Meter = new Meter("Modular.Hosting");
        _dropped = Meter.CreateCounter<long>(
            "modular.log.dropped", "{record}", "Records dropped, oldest first, because sinks were slower than the log.");
        _failures = Meter.CreateCounter<long>(
            "modular.log.sink_failures", "{batch}", "Batches which a sink did not take: it threw or outlived its budget.");
    }

    public Meter Meter { get; }

    public void Dropped() => _dropped.Add(1);

    public void Failed() => _failures.Add(1);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
