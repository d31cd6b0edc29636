namespace Modular.DoIp.Messages;

/// <summary>Why a receiver could not handle the header of a DoIP message.</summary>
/// <remarks>A value of the wire that is not named here is kept as it came; nothing maps it to another.</remarks>
public enum GenericNegativeAcknowledgementCode : byte
{
    /// <summary>Version and inverse version do not match, or the version is not supported. The receiver closes the connection.</summary>
    IncorrectPatternFormat = 0x00,

    /// <summary>The payload type is not supported. The message is skipped.</summary>
    UnknownPayloadType = 0x01,

    /// <summary>The message is longer than the receiver supports. The message is skipped.</summary>
    MessageTooLarge = 0x02,

    /// <summary>The message is longer than the receiver can take at the moment. The message is skipped.</summary>
    OutOfMemory = 0x03,

    /// <summary>The length does not fit the payload type. The receiver closes the connection.</summary>
    InvalidPayloadLength = 0x04,
}
