using System.Buffers;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>A whole DoIP message as it lies in the receive buffer. Valid only until the buffer is advanced.</summary>
/// <param name="Header">The header, checked.</param>
/// <param name="Payload">The bytes behind the header, not copied.</param>
public readonly record struct DoIpFrame(DoIpHeader Header, ReadOnlySequence<byte> Payload)
{
    /// <summary>Kind of message.</summary>
    public DoIpPayloadType PayloadType => Header.PayloadType;
}
