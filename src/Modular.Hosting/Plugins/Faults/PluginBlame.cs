using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>The plugin that let an exception escape.</summary>
/// <param name="Plugin">Which generation.</param>
/// <param name="Manifest">What its manifest says.</param>
/// <param name="IsOwn">
/// True when the exception was thrown by code of the same plugin, or is one of the contract's, which anybody throws. Only
/// then is nobody else's state in doubt.
/// </param>
internal sealed record PluginBlame(PluginIdentity Plugin, PluginManifest Manifest, bool IsOwn)
{
    /// <summary>Kind of the plugins that keep others from harm.</summary>
    public const string SafetyKind = "safety";

    /// <summary>
    /// True when the process may go on. What is pinned is what everybody stands on, and nobody goes on beside a safety
    /// plugin in an unknown state.
    /// </summary>
    public bool IsSurvivable => IsOwn && Manifest.Tier == PluginTier.T1 && Manifest.Kind != SafetyKind;
}
