namespace Modular.Plugins.Sovd.Access;

/// <summary>Why the gate stays closed.</summary>
internal enum GateRefusal
{
    /// <summary>The route needs a lock and none is held.</summary>
    LockMissing,

    /// <summary>The caller's lock was taken away for somebody else.</summary>
    LockBroken,

    /// <summary>Somebody else holds the lock.</summary>
    LockForeign,
}
