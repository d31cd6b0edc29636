using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Safety;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>What keeps the trouble of one plugin from the others, put together.</summary>
internal sealed class FaultIsolation : IDisposable
{
    /// <summary>Puts the parts together.</summary>
    public FaultIsolation(HostSettings settings, PluginMetrics metrics, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        Settings = settings.Faults;
        Monitor = new PluginFaultMonitor(settings.Faults, metrics, timeProvider);
        Calls = new PluginCallWatch(Monitor, timeProvider, loggerFactory.CreateLogger<PluginCallWatch>());
        Safety = new HostSafety(settings.SafetyPlugins, loggerFactory.CreateLogger<HostSafety>());
        Retries = new RetrySchedule(settings.Faults, timeProvider);
        Marks = new StartMarks(
            settings.DataPath, new PluginMemoryStore(settings.DataPath), timeProvider, loggerFactory.CreateLogger<StartMarks>());
    }

    public FaultSettings Settings { get; }

    public PluginFaultMonitor Monitor { get; }

    public PluginCallWatch Calls { get; }

    public HostSafety Safety { get; }

    public RetrySchedule Retries { get; }

    public StartMarks Marks { get; }

    /// <summary>Takes note of a step of a plugin. Called by its slot, outside of its lock, before anything of the plugin runs in the new state.</summary>
    /// <param name="slot">The plugin.</param>
    /// <param name="version">Version of the generation which takes the step.</param>
    /// <param name="state">Where it goes.</param>
    public void Note(PluginSlot slot, string version, PluginState state)
    {
        Marks.Note(slot.Id, version, state);
        Safety.Update();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Calls.Dispose();
        Marks.Dispose();
    }
}
