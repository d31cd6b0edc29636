using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>A message of a payload type that the standard reserves or leaves to manufacturers, kept as it came.</summary>
/// <param name="PayloadType">Payload type of the header.</param>
/// <param name="Payload">The bytes behind the header.</param>
public readonly record struct UnknownMessage(DoIpPayloadType PayloadType, ReadOnlyMemory<byte> Payload) : IDoIpMessage
{
    /// <inheritdoc/>
    public int PayloadLength => Payload.Length;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => Payload.Span.CopyTo(destination);

    /// <summary>Keeps a payload of any kind as it is.</summary>
    /// <param name="payloadType">Payload type of the header.</param>
    /// <param name="payload">The bytes behind the header; they are copied.</param>
    public static UnknownMessage FromPayload(DoIpPayloadType payloadType, in ReadOnlySequence<byte> payload) =>
        new(payloadType, payload.ToArray());

    /// <summary>Two messages are equal when their types and bytes are.</summary>
    /// <param name="other">The message to compare with.</param>
    public bool Equals(UnknownMessage other) => PayloadType == other.PayloadType && Payload.Span.SequenceEqual(other.Payload.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PayloadType, Payload.Length);

    /// <summary>Payload type and the first bytes, for debugging.</summary>
    public override string ToString() => $"{(ushort)PayloadType:X4} {BoundedHex.Format(Payload.Span)}";
}
