namespace Modular.Sdk.Transports;

/// <summary>A frame of a medium: the smallest unit which it sends or receives.</summary>
/// <param name="Transport">Name of the transport, for example <c>doip</c>.</param>
/// <param name="Direction">To or from the vehicle.</param>
/// <param name="LocalAddress">The tester's network address, for example <c>10.0.0.2:50123</c>.</param>
/// <param name="RemoteAddress">The node's network address, for example <c>10.0.0.1:13400</c>.</param>
/// <param name="Timestamp">Timestamp of the transport's <see cref="TimeProvider"/> when it was read or handed over.</param>
/// <param name="Data">The whole frame, header included. Valid during the call only.</param>
public readonly record struct TransportFrame(
    string Transport,
    FrameDirection Direction,
    string LocalAddress,
    string RemoteAddress,
    long Timestamp,
    ReadOnlyMemory<byte> Data);
