namespace Modular.Sdk.Transports;

/// <summary>Describes a logical link.</summary>
/// <param name="Name">Name of the ECU or functional group, for logs and errors.</param>
/// <param name="Addressing">One ECU, or all behind a functional address.</param>
/// <param name="ComParams">Addresses and timing, in the standard's names.</param>
public sealed record LinkParameters(string Name, AddressingMode Addressing, ComParamSet ComParams);
