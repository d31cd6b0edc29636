namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Decides by version whether a plugin's contract is within the host's.</summary>
/// <remarks>
/// Within a major version the contract only grows, and only with a minor version: a plugin needs a host of its own minor
/// version or a later one, and patches do not matter. What is not released yet may still change: it fits itself alone.
/// </remarks>
internal static class ContractGate
{
    /// <summary>Checks the version a plugin was built on.</summary>
    /// <param name="plugin">Version of the SDK the plugin was built on.</param>
    /// <param name="host">Version of the SDK in the host.</param>
    /// <exception cref="PluginProblemException">The host does not have the contract the plugin was built on.</exception>
    public static void Check(SemanticVersion plugin, SemanticVersion host)
    {
        if (plugin.Major != host.Major)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkIncompatible,
                $"The plugin was built on SDK {plugin}; this host has SDK {host}, and another major version is another contract. Build the plugin again.");
        }

        var isUnreleasedHost = host.PreRelease.Length > 0 && plugin.PreRelease.Length == 0 && plugin.Minor == host.Minor;
        if (plugin.Minor > host.Minor || isUnreleasedHost)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkNewer,
                $"The plugin was built on SDK {plugin}, which has more than the host's {host}. Update the host, or build the plugin on SDK {host.Major}.{host.Minor}.");
        }

        if (plugin.PreRelease.Length > 0 && plugin != host)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkIncompatible,
                $"The plugin was built on SDK {plugin}, a preview that fits no host but its own; this host has SDK {host}. Build the plugin again.");
        }
    }
}
