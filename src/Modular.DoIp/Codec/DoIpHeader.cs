using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>The eight bytes in front of every DoIP message; the inverse version is implied.</summary>
/// <param name="ProtocolVersion">Edition of the standard the message follows.</param>
/// <param name="PayloadType">Kind of message.</param>
/// <param name="PayloadLength">Bytes behind the header, as the sender claims.</param>
public readonly record struct DoIpHeader(DoIpProtocolVersion ProtocolVersion, DoIpPayloadType PayloadType, uint PayloadLength)
{
    /// <summary>Length of a header in bytes.</summary>
    public const int Length = 8;
}
