namespace Modular.DoIp.Messages;

/// <summary>Whether the vehicle can be diagnosed in its present power mode.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum DiagnosticPowerMode : byte
{
    /// <summary>Not all ECUs can be reached.</summary>
    NotReady = 0x00,

    /// <summary>All ECUs can be reached.</summary>
    Ready = 0x01,

    /// <summary>The entity does not know.</summary>
    NotSupported = 0x02,
}
