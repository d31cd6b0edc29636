using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks whether the vehicle is ready for diagnostics (0x4003, UDP).</summary>
public readonly record struct DiagnosticPowerModeRequest : IDoIpMessage<DiagnosticPowerModeRequest>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.DiagnosticPowerModeRequest;

    /// <inheritdoc/>
    public int PayloadLength => 0;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out DiagnosticPowerModeRequest message)
    {
        message = default;
        return payload.IsEmpty;
    }
}
