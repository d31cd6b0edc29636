using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Capabilities;

/// <summary>Who provides capabilities: a generation of a plugin, or the program that embeds the host.</summary>
internal interface ICapabilityOwner
{
    /// <summary>What consumers are told about the provider.</summary>
    PluginIdentity Identity { get; }

    /// <summary>Counts who uses what is provided.</summary>
    PluginLeases Leases { get; }
}
