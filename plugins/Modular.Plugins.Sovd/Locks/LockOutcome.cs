namespace Modular.Plugins.Sovd.Locks;

/// <summary>What came of a wish concerning a lock.</summary>
internal enum LockOutcome
{
    /// <summary>A lock was created.</summary>
    Created,

    /// <summary>The caller's lock lives longer now.</summary>
    Extended,

    /// <summary>The caller's lock is gone.</summary>
    Released,

    /// <summary>Somebody else holds the lock.</summary>
    Foreign,

    /// <summary>The caller's lock was taken away for somebody else.</summary>
    Broken,

    /// <summary>The ECU has no lock.</summary>
    NoLock,

    /// <summary>The ECU has a lock of the caller, but another one than named.</summary>
    OtherLock,

    /// <summary>No such ECU is known any more.</summary>
    UnknownEcu,
}
