namespace Modular.DoIp.Messages;

/// <summary>Role of a DoIP entity in the vehicle.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum NodeType : byte
{
    /// <summary>The entity forwards to other ECUs.</summary>
    Gateway = 0x00,

    /// <summary>The entity is an ECU of its own and forwards nothing.</summary>
    Node = 0x01,
}
