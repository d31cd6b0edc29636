using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>Says that the tester on a TCP connection still lives (0x0008, TCP). May be sent unasked to keep a connection open.</summary>
/// <param name="SourceAddress">Logical address that is active on the connection.</param>
public readonly record struct AliveCheckResponse(ushort SourceAddress) : IDoIpMessage<AliveCheckResponse>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.AliveCheckResponse;

    /// <inheritdoc/>
    public int PayloadLength => 2;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => BinaryPrimitives.WriteUInt16BigEndian(destination, SourceAddress);

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out AliveCheckResponse message)
    {
        var reader = new PayloadReader(payload);
        message = new AliveCheckResponse(reader.ReadUInt16());
        return reader.IsComplete;
    }
}
