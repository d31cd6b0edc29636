using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>A diagnostic request or response on its way between a tester and an ECU (0x8001, TCP).</summary>
/// <param name="SourceAddress">Logical address of the sender.</param>
/// <param name="TargetAddress">Logical address of the receiver, or a functional address of several.</param>
/// <param name="UserData">The diagnostic message itself, for example UDS.</param>
public readonly record struct DiagnosticMessage(ushort SourceAddress, ushort TargetAddress, ReadOnlyMemory<byte> UserData)
    : IDoIpMessage<DiagnosticMessage>
{
    /// <summary>Bytes of the two addresses in front of the user data.</summary>
    public const int AddressesLength = 4;

    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.DiagnosticMessage;

    /// <inheritdoc/>
    public int PayloadLength => AddressesLength + UserData.Length;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, SourceAddress);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], TargetAddress);
        UserData.Span.CopyTo(destination[4..]);
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out DiagnosticMessage message)
    {
        var reader = new PayloadReader(payload);
        message = new DiagnosticMessage(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadRest());
        return reader.IsComplete;
    }

    /// <summary>Two messages are equal when their addresses and bytes are.</summary>
    /// <param name="other">The message to compare with.</param>
    public bool Equals(DiagnosticMessage other) => SourceAddress == other.SourceAddress
        && TargetAddress == other.TargetAddress
        && UserData.Span.SequenceEqual(other.UserData.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(SourceAddress);
        hash.Add(TargetAddress);
        hash.AddBytes(UserData.Span);
        return hash.ToHashCode();
    }

    /// <summary>Addresses and the first bytes, for debugging.</summary>
    public override string ToString() => $"{SourceAddress:X4}->{TargetAddress:X4} {BoundedHex.Format(UserData.Span)}";
}
