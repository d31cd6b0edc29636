using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Says that a message could not be handled because of its header (0x0000, TCP and UDP).</summary>
/// <param name="Code">Why; also tells whether the receiver closes the connection.</param>
public readonly record struct GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode Code) : IDoIpMessage<GenericNegativeAcknowledgement>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.GenericNegativeAcknowledgement;

    /// <inheritdoc/>
    public int PayloadLength => 1;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => destination[0] = (byte)Code;

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out GenericNegativeAcknowledgement message)
    {
        var reader = new PayloadReader(payload);
        message = new GenericNegativeAcknowledgement((GenericNegativeAcknowledgementCode)reader.ReadByte());
        return reader.IsComplete;
    }
}
