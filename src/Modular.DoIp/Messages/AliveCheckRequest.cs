using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>Asks whether the tester on a TCP connection still lives (0x0007, TCP).</summary>
public readonly record struct AliveCheckRequest : IDoIpMessage<AliveCheckRequest>
{
    /// <inheritdoc/>
    public DoIpPayloadType PayloadType => DoIpPayloadType.AliveCheckRequest;

    /// <inheritdoc/>
    public int PayloadLength => 0;

    /// <inheritdoc/>
    public void WritePayload(Span<byte> destination)
    {
    }

    /// <inheritdoc/>
    public static bool TryParse(in ReadOnlySequence<byte> payload, out AliveCheckRequest message)
    {
        message = default;
        return payload.IsEmpty;
    }
}
