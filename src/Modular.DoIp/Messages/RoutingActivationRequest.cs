using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>Registers a tester on a TCP connection; nothing else may be sent before it is answered (0x0005, TCP).</summary>
/// <param name="SourceAddress">Logical address of the tester, usually 0x0E00 to 0x0FFF.</param>
/// <param name="ActivationType">Kind of diagnostics the tester wants.</param>
/// <param name="Reserved">Reserved by the standard; zero.</param>
/// <param name="OemSpecific">Four bytes for the vehicle manufacturer; null when left out.</param>
public readonly record struct RoutingActivationRequest(
    ushort SourceAddress,
    RoutingActivationType ActivationType,
    uint Reserved = 0,
    uint? OemSpecific = null) : IDoIpMessage<RoutingActivationRequest>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.RoutingActivationRequest;

    /// <inheritdoc/>
    public int PayloadLength => OemSpecific is null ? 7 : 11;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, SourceAddress);
        destination[2] = (byte)ActivationType;
        BinaryPrimitives.WriteUInt32BigEndian(destination[3..], Reserved);
        if (OemSpecific is { } oem)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[7..], oem);
        }
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out RoutingActivationRequest message)
    {
        var reader = new PayloadReader(payload);
        message = new RoutingActivationRequest(
            reader.ReadUInt16(),
            (RoutingActivationType)reader.ReadByte(),
            reader.ReadUInt32(),
            reader.HasMore ? reader.ReadUInt32() : null);
        return reader.IsComplete;
    }
}
