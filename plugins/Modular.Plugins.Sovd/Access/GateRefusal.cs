namespace Modular.Plugins.Sovd.Access;

/// <summary>Why the gate stays closed.</summary>
internal enum GateRefusal
{
    /// <summary>The route needs a lock and none is held.</summary>
    LockMissing,

    /// <summary>Somebody else holds the lock.</summary>
    LockForeign,
}
