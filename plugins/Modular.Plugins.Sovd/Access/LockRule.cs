namespace Modular.Plugins.Sovd.Access;

/// <summary>What a route asks of the lock of its component.</summary>
internal enum LockRule
{
    /// <summary>Nothing: the route changes nothing on the ECU, or manages locks itself.</summary>
    None,

    /// <summary>No lock is needed, but somebody else's lock refuses.</summary>
    ForeignRefuses,

    /// <summary>The caller must hold the lock.</summary>
    Required,
}
