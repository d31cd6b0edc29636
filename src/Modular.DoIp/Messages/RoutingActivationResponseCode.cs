namespace Modular.DoIp.Messages;

/// <summary>Outcome of a routing activation. Only <see cref="SuccessfullyActivated"/> and <see cref="ConfirmationRequired"/> leave the connection usable.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum RoutingActivationResponseCode : byte
{
    /// <summary>Denied: the tester's logical address is not known to the entity. The connection is closed.</summary>
    UnknownSourceAddress = 0x00,

    /// <summary>Denied: every connection of the entity is in use. The connection is closed.</summary>
    AllSocketsRegisteredAndActive = 0x01,

    /// <summary>Denied: another tester address is already active on this connection. The connection is closed.</summary>
    SourceAddressMismatch = 0x02,

    /// <summary>Denied: the tester address is active on another connection. The connection is closed.</summary>
    SourceAddressAlreadyActive = 0x03,

    /// <summary>Denied: authentication is missing. The tester is not registered.</summary>
    MissingAuthentication = 0x04,

    /// <summary>Denied: the confirmation was rejected. The connection is closed.</summary>
    RejectedConfirmation = 0x05,

    /// <summary>Denied: the activation type is not supported. The connection is closed.</summary>
    UnsupportedActivationType = 0x06,

    /// <summary>Denied: the entity wants an encrypted connection to its TLS port.</summary>
    TlsRequired = 0x07,

    /// <summary>Routing is active.</summary>
    SuccessfullyActivated = 0x10,

    /// <summary>Routing will be active once it is confirmed, for example by the driver.</summary>
    ConfirmationRequired = 0x11,
}
