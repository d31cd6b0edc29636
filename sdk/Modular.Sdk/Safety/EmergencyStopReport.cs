namespace Modular.Sdk.Safety;

/// <summary>What came of an emergency stop.</summary>
/// <param name="Stop">The stop.</param>
/// <param name="Ecus">Each ECU, ordered by name.</param>
public sealed record EmergencyStopReport(EmergencyStop Stop, IReadOnlyList<EcuStop> Ecus);
