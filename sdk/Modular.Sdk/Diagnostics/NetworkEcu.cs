namespace Modular.Sdk.Diagnostics;

/// <summary>An ECU in the network structure.</summary>
/// <param name="Name">Name of the ECU.</param>
/// <param name="Status">Its status.</param>
public sealed record NetworkEcu(string Name, EcuStatus Status);
