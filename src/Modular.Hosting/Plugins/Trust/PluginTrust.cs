namespace Modular.Hosting.Plugins.Trust;

/// <summary>Why a plugin may run, and who signed it.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Signer">Subject of the certificate; null when no signature was required.</param>
internal sealed record PluginTrust(PluginTrustKind Kind, string? Signer = null)
{
    /// <summary>True when nobody vouches for the plugin: the operator should know that it runs.</summary>
    public bool IsUnsigned => Kind is PluginTrustKind.Exempt or PluginTrustKind.Development;
}
