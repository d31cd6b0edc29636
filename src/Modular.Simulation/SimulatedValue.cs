namespace Modular.Simulation;

/// <summary>A value that an operator wants an ECU to answer with.</summary>
/// <param name="Ecu">Name of the ECU, compared without case; null for every ECU.</param>
/// <param name="Identifier">Data identifier that holds the value.</param>
/// <param name="Parameter">Short name of a parameter of the response; null when <paramref name="Value"/> is the whole record in hexadecimal digits.</param>
/// <param name="Value">Physical value as text, or the record.</param>
public sealed record SimulatedValue(string? Ecu, ushort Identifier, string? Parameter, string Value);
