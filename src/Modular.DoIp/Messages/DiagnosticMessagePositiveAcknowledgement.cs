using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>An entity took a diagnostic message over for its target (0x8002, TCP).</summary>
/// <param name="SourceAddress">Logical address that the acknowledged message was sent to.</param>
/// <param name="TargetAddress">Logical address of the tester that sent it.</param>
/// <param name="Code">How the message was taken over.</param>
/// <param name="PreviousMessage">The acknowledged diagnostic message or its beginning; empty when the entity leaves it out.</param>
public readonly record struct DiagnosticMessagePositiveAcknowledgement(
    ushort SourceAddress,
    ushort TargetAddress,
    DiagnosticMessagePositiveAcknowledgementCode Code,
    ReadOnlyMemory<byte> PreviousMessage = default) : IDoIpMessage<DiagnosticMessagePositiveAcknowledgement>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.DiagnosticMessagePositiveAcknowledgement;

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
    public static bool TryParse(in ReadOnlySequence<byte> payload, out DiagnosticMessagePositiveAcknowledgement message)
    {
        var reader = new PayloadReader(payload);
        message = new DiagnosticMessagePositiveAcknowledgement(
            reader.ReadUInt16(),
            reader.ReadUInt16(),
            (DiagnosticMessagePositiveAcknowledgementCode)reader.ReadByte(),
            reader.ReadRest());
        return reader.IsComplete;
    }

    /// <summary>Two acknowledgements are equal when their addresses, codes and bytes are.</summary>
    /// <param name="other">The acknowledgement to compare with.</param>
    public bool Equals(DiagnosticMessagePositiveAcknowledgement other) => SourceAddress == other.SourceAddress
        && TargetAddress == other.TargetAddress
        && Code == other.Code
        && PreviousMessage.Span.SequenceEqual(other.PreviousMessage.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SourceAddress, TargetAddress, Code, PreviousMessage.Length);
}
