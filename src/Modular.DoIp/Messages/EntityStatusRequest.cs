using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks an entity for its role, its sockets and its message limit (0x4001, UDP).</summary>
public readonly record struct EntityStatusRequest : IDoIpMessage<EntityStatusRequest>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.EntityStatusRequest;

    /// <inheritdoc/>
    public int PayloadLength => 0;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out EntityStatusRequest message)
    {
        message = default;
        return payload.IsEmpty;
    }
}
