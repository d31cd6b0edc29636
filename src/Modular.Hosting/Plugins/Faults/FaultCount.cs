using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>The faults of one plugin: which of them count now, and the last ones.</summary>
internal sealed class FaultCount
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _times = new();
    private readonly Queue<PluginFault> _recent = new();
    private int _generation;
    private int _hung;

    /// <summary>Adds a fault.</summary>
    /// <returns>True when the generation has as many as the settings put up with.</returns>
    public bool Add(int generation, PluginFault fault, FaultCause cause, FaultSettings settings, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (generation > _generation)
            {
                // The next generation begins with a clean record.
                (_generation, _hung) = (generation, 0);
                _times.Clear();
            }

            _recent.Enqueue(fault);
            if (_recent.Count > PluginMemory.MaximumIncidents)
            {
                _recent.Dequeue();
            }

            if (generation < _generation)
            {
                return false;
            }

            // What hangs stays, so it counts as long as the generation lives.
            if (cause == FaultCause.Hung)
            {
                return ++_hung >= settings.Limit;
            }

            _times.Enqueue(now);
            while (_times.Count > settings.Limit || (_times.TryPeek(out var oldest) && now - oldest > settings.Window))
            {
                _times.Dequeue();
            }

            return _times.Count >= settings.Limit;
        }
    }

    /// <summary>The last faults, oldest first.</summary>
    public IReadOnlyList<PluginIncident> Recent(string version)
    {
        lock (_gate)
        {
            return [.. _recent.Select(fault => new PluginIncident(version, fault.Code, fault.Summary, fault.Time))];
        }
    }
}
