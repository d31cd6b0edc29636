using Modular.Sdk.Transports;

namespace Modular.Sdk.Protocols;

/// <summary>A request, and its answer once there is one.</summary>
/// <param name="Ecu">Name of the ECU or of the functional group.</param>
/// <param name="Addressing">One ECU, or all behind a functional address.</param>
/// <param name="Request">The raw request. Valid during the call only.</param>
/// <param name="Response">The raw final answer; empty while the request is on its way.</param>
/// <param name="SourceAddress">Who answered; 0 while nobody did.</param>
public readonly record struct InterceptedPdu(
    string Ecu,
    AddressingMode Addressing,
    ReadOnlyMemory<byte> Request,
    ReadOnlyMemory<byte> Response = default,
    uint SourceAddress = 0);
