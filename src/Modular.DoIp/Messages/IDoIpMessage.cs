namespace Modular.DoIp.Messages;

/// <summary>A DoIP message without its header: what it is, how long it is and how it is put on the wire.</summary>
public interface IDoIpMessage
{
    /// <summary>Kind of the message as the header names it.</summary>
    DoIpPayloadType PayloadType { get; }

    /// <summary>Length of the payload in bytes, without the 8 bytes of the header.</summary>
    int PayloadLength { get; }

    /// <summary>Writes the payload, without header, to the start of <paramref name="destination"/>.</summary>
    /// <param name="destination">At least <see cref="PayloadLength"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    void WritePayload(Span<byte> destination);
}
