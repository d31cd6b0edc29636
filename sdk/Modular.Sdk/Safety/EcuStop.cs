namespace Modular.Sdk.Safety;

/// <summary>What an emergency stop did to one ECU.</summary>
/// <param name="Ecu">Name of the ECU.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Detail">Why, for a person; null when there is nothing to add.</param>
public sealed record EcuStop(string Ecu, EcuStopOutcome Outcome, string? Detail = null);
