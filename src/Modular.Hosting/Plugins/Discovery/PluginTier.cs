namespace Modular.Hosting.Plugins.Discovery;

/// <summary>How strictly a plugin is kept apart from the host.</summary>
internal enum PluginTier
{
    /// <summary>Pinned: full code quality, never unloaded.</summary>
    T0,

    /// <summary>Hot: collectible, may be unloaded.</summary>
    T1,

    /// <summary>Worker: a process of its own. Known, but this host cannot run one yet.</summary>
    T2,
}
