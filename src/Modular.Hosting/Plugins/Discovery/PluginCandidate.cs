namespace Modular.Hosting.Plugins.Discovery;

/// <summary>One plugin that discovery met: either a package, or the reason why it is none.</summary>
internal sealed record PluginCandidate
{
    /// <summary>Identifier: the name of the plugin's folder.</summary>
    public required string Id { get; init; }

    /// <summary>Version: the name of the version's folder, or empty when there is none.</summary>
    public required string Version { get; init; }

    /// <summary>The manifest when it could be read, also of a rejected plugin.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>The verified package; null when rejected.</summary>
    public PluginPackage? Package { get; init; }

    /// <summary>Why it is rejected; null when it is not.</summary>
    public PluginRejection? Rejection { get; init; }
}
