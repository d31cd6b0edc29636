namespace Modular.DoIp.Messages;

/// <summary>Why an entity refused a diagnostic message.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum DiagnosticMessageNegativeAcknowledgementCode : byte
{
    /// <summary>The source address is not the one that was activated on this connection. The connection is closed.</summary>
    InvalidSourceAddress = 0x02,

    /// <summary>The entity knows no target of this address.</summary>
    UnknownTargetAddress = 0x03,

    /// <summary>The message is longer than the target or its network can take.</summary>
    DiagnosticMessageTooLarge = 0x04,

    /// <summary>There is no room for the message at the moment.</summary>
    OutOfMemory = 0x05,

    /// <summary>The target is known and does not answer on its network.</summary>
    TargetUnreachable = 0x06,

    /// <summary>The network of the target is not known.</summary>
    UnknownNetwork = 0x07,

    /// <summary>The transport protocol of the target's network failed.</summary>
    TransportProtocolError = 0x08,
}
