using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Capabilities;

/// <summary>Owns what the program that embeds the host provides itself, such as the doubles of a test. Ends with the process.</summary>
internal sealed class EmbedderCapabilities : ICapabilityOwner
{
    /// <inheritdoc/>
    public PluginIdentity Identity { get; } = new("host", ProductVersion.Text, 1);

    /// <inheritdoc/>
    public PluginLeases Leases { get; } = new();
}
