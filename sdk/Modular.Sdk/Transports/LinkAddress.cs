namespace Modular.Sdk.Transports;

/// <summary>Source and target of the messages of a link.</summary>
/// <param name="Source">Address of the tester: a logical address, or a CAN identifier.</param>
/// <param name="Target">Address of the ECU or of the functional group.</param>
/// <param name="Addressing">Kind of the target.</param>
public readonly record struct LinkAddress(uint Source, uint Target, AddressingMode Addressing);
