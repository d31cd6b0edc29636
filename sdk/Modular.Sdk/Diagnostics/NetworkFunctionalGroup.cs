namespace Modular.Sdk.Diagnostics;

/// <summary>A functional group and its members.</summary>
/// <param name="Name">Short name of the group.</param>
/// <param name="Ecus">The ECUs in it.</param>
public sealed record NetworkFunctionalGroup(string Name, IReadOnlyList<NetworkEcu> Ecus);
