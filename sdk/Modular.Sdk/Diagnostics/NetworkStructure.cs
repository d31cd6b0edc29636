namespace Modular.Sdk.Diagnostics;

/// <summary>The vehicle's network as the tester knows it.</summary>
/// <param name="Gateways">Gateways with the ECUs behind them.</param>
/// <param name="FunctionalGroups">Functional groups with their members.</param>
public sealed record NetworkStructure(
    IReadOnlyList<NetworkGateway> Gateways,
    IReadOnlyList<NetworkFunctionalGroup> FunctionalGroups);
