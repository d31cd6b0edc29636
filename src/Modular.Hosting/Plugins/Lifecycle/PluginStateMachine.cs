using System.Collections.Frozen;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The one table of allowed transitions.</summary>
internal static class PluginStateMachine
{
    private static readonly FrozenDictionary<PluginState, PluginState[]> Transitions = new Dictionary<PluginState, PluginState[]>
    {
        [PluginState.Discovered] = [PluginState.Verified, PluginState.Rejected],
        [PluginState.Verified] = [PluginState.Waiting, PluginState.Loading, PluginState.Disabled, PluginState.Quarantined],
        [PluginState.Rejected] = [PluginState.Verified],
        [PluginState.Disabled] = [],
        [PluginState.Waiting] = [PluginState.Verified, PluginState.Loading],
        [PluginState.Loading] = [PluginState.Loaded, PluginState.Faulted, PluginState.Hung],
        [PluginState.Loaded] = [PluginState.Starting, PluginState.Waiting, PluginState.Unloading],
        [PluginState.Starting] = [PluginState.Running, PluginState.Stopping, PluginState.Faulted, PluginState.Hung],
        [PluginState.Running] = [PluginState.Draining, PluginState.Faulted, PluginState.Quarantined],
        [PluginState.Draining] = [PluginState.Stopping],
        [PluginState.Stopping] = [PluginState.Unloading, PluginState.Hung],
        [PluginState.Unloading] = [PluginState.Unloaded, PluginState.Leaked],
        [PluginState.Unloaded] = [PluginState.Verified, PluginState.Loading],
        [PluginState.Faulted] = [PluginState.Verified, PluginState.Quarantined, PluginState.Loading],
        [PluginState.Quarantined] = [PluginState.Verified, PluginState.Loading],
        [PluginState.Hung] = [],
        [PluginState.Leaked] = [PluginState.Verified, PluginState.Loading],
    }.ToFrozenDictionary();

    /// <summary>Says whether a plugin may go from one state to another.</summary>
    public static bool IsAllowed(PluginState from, PluginState to) => Array.IndexOf(Transitions[from], to) >= 0;

    /// <summary>Says whether a state means that a plugin which should serve does not, and will not without help.</summary>
    public static bool IsTrouble(PluginState state) =>
        state is PluginState.Rejected or PluginState.Waiting or PluginState.Faulted
            or PluginState.Quarantined or PluginState.Hung or PluginState.Leaked;
}
