using System.Collections.Concurrent;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Counts the faults of running plugins, and says when it is enough. Safe for concurrent use.</summary>
internal sealed class PluginFaultMonitor(FaultSettings settings, PluginMetrics metrics, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, FaultCount> _counts = new(StringComparer.Ordinal);

    /// <summary>Keeps a plugin out; set by whoever can. The cause and the fault say why.</summary>
    public Action<PluginIdentity, PluginFault, FaultCause>? Quarantine { get; set; }

    /// <summary>Says whether the server is not ready without a plugin, by its identifier; set by whoever knows.</summary>
    public Func<string, bool> IsRequired { get; set; } = static _ => false;

    /// <summary>Counts a call that threw, and turns what it threw into text.</summary>
    public PluginFault Threw(PluginIdentity plugin, string operation, Exception exception)
    {
        var fault = PluginFault.From(exception, PluginReasonCode.CallFailed, operation, timeProvider.GetUtcNow());
        Report(plugin, fault, FaultCause.Threw);
        return fault;
    }

    /// <summary>Counts a call that did not return in time.</summary>
    public PluginFault Hung(PluginIdentity plugin, string operation, TimeSpan budget)
    {
        var fault = new PluginFault(
            PluginReasonCode.CallTimeout,
            $"The plugin did not return within {budget.TotalMilliseconds:0} ms while {operation}.",
            string.Empty,
            timeProvider.GetUtcNow());
        Report(plugin, fault, FaultCause.Hung);
        return fault;
    }

    /// <summary>Counts a fault.</summary>
    public void Report(PluginIdentity plugin, PluginFault fault, FaultCause cause)
    {
        metrics.Faulted(plugin.Id, fault.Code);
        var count = _counts.GetOrAdd(plugin.Id, static _ => new FaultCount());
        var isOften = count.Add(plugin.Generation, fault, cause, settings, timeProvider.GetUtcNow());
        if (IsEnough(plugin, cause, isOften))
        {
            Quarantine?.Invoke(plugin, cause == FaultCause.Threw ? TooMany(fault) : fault, cause);
        }
    }

    /// <summary>The last faults of a plugin since the start, oldest first.</summary>
    public IReadOnlyList<PluginIncident> Recent(string plugin, string version) =>
        _counts.TryGetValue(plugin, out var count) ? count.Recent(version) : [];

    private bool IsEnough(PluginIdentity plugin, FaultCause cause, bool isOften) => cause switch
    {
        FaultCause.Escaped => true,

        // A thread that hangs is lost for good; one is bearable where the alternative is a server that serves nobody.
        FaultCause.Hung => isOften || !IsRequired(plugin.Id),

        // Whoever finds a request that makes a required plugin throw must not be able to switch the server off with it.
        _ => isOften && !IsRequired(plugin.Id),
    };

    private PluginFault TooMany(PluginFault last) => last with
    {
        Code = PluginReasonCode.TooManyFaults,
        Summary = $"The plugin failed {settings.Limit} times within {settings.Window.TotalSeconds:0} s, last: {last.Summary}",
    };
}
