using System.Diagnostics.Metrics;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>What operators may count of the plugins: the meter <c>Modular.Hosting</c>.</summary>
internal sealed class PluginMetrics : IDisposable
{
    private const string Plugin = "plugin";

    private readonly Counter<long> _replacements;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _leaked;
    private readonly Counter<long> _faults;

    public PluginMetrics()
    {
        _replacements = Meter.CreateCounter<long>("modular.plugin.replacements", "{replacement}", "Attempts to replace a plugin, by outcome");
        _duration = Meter.CreateHistogram<double>(
            "modular.plugin.replace.duration", "s", "Time from the call until the old generation was given up, of successful replacements");
        _leaked = Meter.CreateCounter<long>(
            "modular.plugin.leaked_generations", "{generation}", "Generations which something still held after they were unloaded");
        _faults = Meter.CreateCounter<long>(
            "modular.plugin.faults", "{fault}", "Calls into plugins that threw or did not return, and exceptions that left a plugin's own threads, by code");
    }

    /// <summary>One per runtime: counts of two servers in one process stay apart.</summary>
    public Meter Meter { get; } = new("Modular.Hosting");

    /// <summary>Reports the state of every plugin: 1 with the tag <c>state</c>.</summary>
    public void Observe(Func<IEnumerable<PluginStatus>> statuses) => Meter.CreateObservableGauge(
        "modular.plugin.state",
        () => statuses().Select(static status => new Measurement<int>(1, new(Plugin, status.Id), new("state", status.State.ToString()))),
        description: "The present state of each plugin");

    /// <summary>Reports whether the server refuses services that change a vehicle's state.</summary>
    public void ObserveSafeState(Func<bool> isSafeState) => Meter.CreateObservableGauge(
        "modular.safety.safe_state", () => isSafeState() ? 1 : 0, description: "1 while services that change a vehicle's state are refused");

    public void Replaced(PluginReplacement replacement)
    {
        _replacements.Add(1, new(Plugin, replacement.Plugin), new("outcome", replacement.Outcome.ToString()));
        if (replacement.Outcome == PluginReplacementOutcome.Replaced)
        {
            _duration.Record(replacement.Duration.TotalSeconds, new KeyValuePair<string, object?>(Plugin, replacement.Plugin));
        }
    }

    public void Faulted(string plugin, string code) => _faults.Add(1, new(Plugin, plugin), new("code", code));

    public void Leaked(string plugin) => _leaked.Add(1, new KeyValuePair<string, object?>(Plugin, plugin));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
