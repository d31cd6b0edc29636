using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>What keeps the trouble of one plugin from the others, put together.</summary>
internal sealed class FaultIsolation : IDisposable
{
    /// <summary>Puts the parts together.</summary>
    public FaultIsolation(HostSettings settings, PluginMetrics metrics, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        Settings = settings.Faults;
        Monitor = new PluginFaultMonitor(settings.Faults, metrics, timeProvider);
        Retries = new RetrySchedule(settings.Faults, timeProvider);
        Marks = new StartMarks(
            settings.DataPath, new PluginMemoryStore(settings.DataPath), timeProvider, loggerFactory.CreateLogger<StartMarks>());
    }

    public FaultSettings Settings { get; }

    public PluginFaultMonitor Monitor { get; }

    public RetrySchedule Retries { get; }

    public StartMarks Marks { get; }

    /// <summary>Raised after a plugin, or a generation of it, came into another state.</summary>
    public event Action<PluginSlot, PluginState>? Changed;

    /// <summary>Takes note of a step of a plugin. Called by its slot, outside of its lock and before the step is taken.</summary>
    /// <param name="slot">The plugin.</param>
    /// <param name="version">Version of the generation which takes the step.</param>
    /// <param name="state">Where it goes.</param>
    public void Note(PluginSlot slot, string version, PluginState state)
    {
        Marks.Note(slot.Id, version, state);
        Changed?.Invoke(slot, state);
    }

    /// <inheritdoc/>
    public void Dispose() => Marks.Dispose();
}
