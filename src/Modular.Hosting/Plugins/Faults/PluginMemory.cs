namespace Modular.Hosting.Plugins.Faults;

/// <summary>What the host remembers of a plugin from one run to the next.</summary>
internal sealed record PluginMemory
{
    /// <summary>Version of this shape; another one is not read.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Incidents that are kept; the oldest go first.</summary>
    public const int MaximumIncidents = 16;

    /// <summary>Nothing to remember.</summary>
    public static PluginMemory Nothing { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Set while the plugin starts. Still there at the next boot: it started when the process ended.</summary>
    public PluginStartMark? Starting { get; init; }

    /// <summary>True when it started together with others when the process ended, so that nobody knows who it was.</summary>
    public bool IsSuspect { get; init; }

    /// <summary>Why it is kept out; null when it is not.</summary>
    public PluginQuarantine? Quarantine { get; init; }

    /// <summary>What went wrong, oldest first.</summary>
    public IReadOnlyList<PluginIncident> Incidents { get; init; } = [];

    /// <summary>True when there is nothing worth a file.</summary>
    public bool IsEmpty => Starting is null && !IsSuspect && Quarantine is null && Incidents.Count == 0;

    /// <summary>Remembers what went wrong.</summary>
    public PluginMemory With(PluginIncident incident) =>
        this with { Incidents = [.. Incidents.Append(incident).TakeLast(MaximumIncidents)] };
}
