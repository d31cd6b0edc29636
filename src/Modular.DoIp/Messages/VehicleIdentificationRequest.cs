using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks every DoIP entity that hears it to identify itself (0x0001, UDP).</summary>
public readonly record struct VehicleIdentificationRequest : IDoIpMessage<VehicleIdentificationRequest>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.VehicleIdentificationRequest;

    /// <inheritdoc/>
    public int PayloadLength => 0;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out VehicleIdentificationRequest message)
    {
        message = default;
        return payload.IsEmpty;
    }
}
