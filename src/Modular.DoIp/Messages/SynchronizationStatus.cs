namespace Modular.DoIp.Messages;

/// <summary>Whether the entities of a vehicle agree about its VIN and group identification.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum SynchronizationStatus : byte
{
    /// <summary>VIN, group identification or both are synchronized.</summary>
    Synchronized = 0x00,

    /// <summary>Synchronization is not finished; ask again later.</summary>
    Incomplete = 0x10,
}
