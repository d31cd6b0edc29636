namespace Modular.Hosting.Plugins.Trust;

/// <summary>Why a plugin may run.</summary>
internal enum PluginTrustKind
{
    /// <summary>A signature that chains to a root of the operator.</summary>
    Signed,

    /// <summary>It stands beside the executable: whoever can change it there can change the executable.</summary>
    Installed,

    /// <summary>The operator exempted its folder, or all plugins, from signatures.</summary>
    Exempt,

    /// <summary>Only because of <c>--insecure-dev</c>.</summary>
    Development,
}
