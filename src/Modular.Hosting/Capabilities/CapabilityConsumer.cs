using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Capabilities;

/// <summary>The plugin whose container a capability is in: its handlers of changes are called for it.</summary>
/// <param name="Plugin">Which generation.</param>
/// <param name="Calls">Where its calls are watched.</param>
internal sealed record CapabilityConsumer(PluginIdentity Plugin, PluginCallWatch Calls)
{
    /// <summary>Longest a handler may take: it is told to return quickly.</summary>
    public static readonly TimeSpan HandlerBudget = TimeSpan.FromSeconds(5);
}
