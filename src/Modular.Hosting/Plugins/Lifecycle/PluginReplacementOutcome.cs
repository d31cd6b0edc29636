namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>How an attempt to replace a plugin ended.</summary>
internal enum PluginReplacementOutcome
{
    /// <summary>The next generation serves, the old one is given up.</summary>
    Replaced,

    /// <summary>The plugin did not serve, and does now.</summary>
    Started,

    /// <summary>Nothing was loaded: the plugin, its state or the package does not allow it.</summary>
    Refused,

    /// <summary>The next generation failed; the old one serves as before.</summary>
    Failed,
}
