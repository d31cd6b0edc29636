using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>An entity refused a diagnostic message (0x8003, TCP).</summary>
/// <param name="SourceAddress">Logical address that the acknowledged message was sent to.</param>
/// <param name="TargetAddress">Logical address of the tester that sent it.</param>
/// <param name="Code">Why the message was refused.</param>
/// <param name="PreviousMessage">The acknowledged diagnostic message or its beginning; empty when the entity leaves it out.</param>
public readonly record struct DiagnosticMessageNegativeAcknowledgement(
    ushort SourceAddress,
    ushort TargetAddress,
    DiagnosticMessageNegativeAcknowledgementCode Code,
    ReadOnlyMemory<byte> PreviousMessage = default) : IDoIpMessage<DiagnosticMessageNegativeAcknowledgement>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.DiagnosticMessageNegativeAcknowledgement;

    /// <inheritdoc/>
    public int PayloadLength => 5 + PreviousMessage.Length;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, SourceAddress);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], TargetAddress);
        destination[4] = (byte)Code;
        PreviousMessage.Span.CopyTo(destination[5..]);
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out DiagnosticMessageNegativeAcknowledgement message)
    {
        var reader = new PayloadReader(payload);
        message = new DiagnosticMessageNegativeAcknowledgement(
            reader.ReadUInt16(),
            reader.ReadUInt16(),
            (DiagnosticMessageNegativeAcknowledgementCode)reader.ReadByte(),
            reader.ReadRest());
        return reader.IsComplete;
    }

    /// <summary>Two acknowledgements are equal when their addresses, codes and bytes are.</summary>
    /// <param name="other">The acknowledgement to compare with.</param>
    public bool Equals(DiagnosticMessageNegativeAcknowledgement other) => SourceAddress == other.SourceAddress
        && TargetAddress == other.TargetAddress
        && Code == other.Code
        && PreviousMessage.Span.SequenceEqual(other.PreviousMessage.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SourceAddress, TargetAddress, Code, PreviousMessage.Length);
}
