using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Whether the vehicle is ready for diagnostics (0x4004, UDP).</summary>
/// <param name="PowerMode">Ready, not ready, or not known.</param>
public readonly record struct DiagnosticPowerModeResponse(DiagnosticPowerMode PowerMode) : IDoIpMessage<DiagnosticPowerModeResponse>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.DiagnosticPowerModeResponse;

    /// <inheritdoc/>
    public int PayloadLength => 1;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination) => destination[0] = (byte)PowerMode;

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out DiagnosticPowerModeResponse message)
    {
        var reader = new PayloadReader(payload);
        message = new DiagnosticPowerModeResponse((DiagnosticPowerMode)reader.ReadByte());
        return reader.IsComplete;
    }
}
