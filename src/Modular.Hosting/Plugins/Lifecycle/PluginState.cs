namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Where a plugin is in its life. <see cref="PluginStateMachine"/> holds the allowed ways.</summary>
internal enum PluginState
{
    /// <summary>A folder was found.</summary>
    Discovered,

    /// <summary>The folder agrees with its manifest and the host can run it.</summary>
    Verified,

    /// <summary>The folder lies or does not fit; nothing of it ran.</summary>
    Rejected,

    /// <summary>The operator switched it off.</summary>
    Disabled,

    /// <summary>Something it requires does not run.</summary>
    Waiting,

    /// <summary>Its assemblies are loaded and its container is built.</summary>
    Loading,

    /// <summary>Its container stands and its configuration is valid; nothing was started.</summary>
    Loaded,

    /// <summary>Its services start.</summary>
    Starting,

    /// <summary>It serves.</summary>
    Running,

    /// <summary>Unpublished; requests and leases run out.</summary>
    Draining,

    /// <summary>Its services stop.</summary>
    Stopping,

    /// <summary>Its container and load context are given up.</summary>
    Unloading,

    /// <summary>Nothing of it is left.</summary>
    Unloaded,

    /// <summary>It threw, or broke a rule.</summary>
    Faulted,

    /// <summary>It failed too often and is kept out.</summary>
    Quarantined,

    /// <summary>A call into it did not return in time. Its thread cannot be taken back, so it is never used again.</summary>
    Hung,

    /// <summary>It was unloaded, but something still holds it.</summary>
    Leaked,
}
