using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>Whether an entity routes for a tester on this TCP connection (0x0006, TCP).</summary>
/// <param name="TesterAddress">Logical address of the tester that asked.</param>
/// <param name="EntityAddress">Logical address of the entity that answers.</param>
/// <param name="Code">Active, active after confirmation, or why not.</param>
/// <param name="Reserved">Reserved by the standard; zero.</param>
/// <param name="OemSpecific">Four bytes of the vehicle manufacturer; null when left out.</param>
public readonly record struct RoutingActivationResponse(
    ushort TesterAddress,
    ushort EntityAddress,
    RoutingActivationResponseCode Code,
    uint Reserved = 0,
    uint? OemSpecific = null) : IDoIpMessage<RoutingActivationResponse>
{
    /// <summary>Routing is active, or will be after a confirmation.</summary>
    public bool IsSuccess => Code is RoutingActivationResponseCode.SuccessfullyActivated or RoutingActivationResponseCode.ConfirmationRequired;

    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.RoutingActivationResponse;

    /// <inheritdoc/>
    public int PayloadLength => OemSpecific is null ? 9 : 13;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, TesterAddress);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], EntityAddress);
        destination[4] = (byte)Code;
        BinaryPrimitives.WriteUInt32BigEndian(destination[5..], Reserved);
        if (OemSpecific is { } oem)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[9..], oem);
        }
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out RoutingActivationResponse message)
    {
        var reader = new PayloadReader(payload);
        message = new RoutingActivationResponse(
            reader.ReadUInt16(),
            reader.ReadUInt16(),
            (RoutingActivationResponseCode)reader.ReadByte(),
            reader.ReadUInt32(),
            reader.HasMore ? reader.ReadUInt32() : null);
        return reader.IsComplete;
    }
}
