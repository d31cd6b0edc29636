using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>Role, sockets and message limit of an entity (0x4002, UDP).</summary>
/// <param name="NodeType">Gateway or plain node.</param>
/// <param name="MaxConcurrentSockets">How many TCP testers the entity serves at once, 1 to 255.</param>
/// <param name="OpenSockets">How many TCP testers are connected now.</param>
/// <param name="MaxDataSize">Longest request in bytes the entity can take; null when it does not say.</param>
public readonly record struct EntityStatusResponse(NodeType NodeType, byte MaxConcurrentSockets, byte OpenSockets, uint? MaxDataSize = null)
    : IDoIpMessage<EntityStatusResponse>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.EntityStatusResponse;

    /// <inheritdoc/>
    public int PayloadLength => MaxDataSize is null ? 3 : 7;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        destination[0] = (byte)NodeType;
        destination[1] = MaxConcurrentSockets;
        destination[2] = OpenSockets;
        if (MaxDataSize is { } size)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[3..], size);
        }
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out EntityStatusResponse message)
    {
        var reader = new PayloadReader(payload);
        message = new EntityStatusResponse(
            (NodeType)reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.HasMore ? reader.ReadUInt32() : null);
        return reader.IsComplete;
    }
}
