namespace Modular.Sdk.Transports;

/// <summary>A message received on a link, or the first sign of one.</summary>
/// <param name="Kind">A whole message, or an indication that one is arriving.</param>
/// <param name="SourceAddress">Who sent it.</param>
/// <param name="TargetAddress">To whom.</param>
/// <param name="Payload">The diagnostic message; empty for an indication. Owned by the receiver, never reused.</param>
/// <param name="FirstSeen">Timestamp of the transport's <see cref="TimeProvider"/> at its first byte or frame.</param>
/// <param name="Completed">Timestamp at its last byte or frame; equals <paramref name="FirstSeen"/> for an indication.</param>
public readonly record struct LinkMessage(
    LinkMessageKind Kind,
    uint SourceAddress,
    uint TargetAddress,
    ReadOnlyMemory<byte> Payload,
    long FirstSeen,
    long Completed);
