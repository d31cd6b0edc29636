namespace Modular.Plugins.Safety.Endpoints;

/// <summary>Answer of <c>GET /safety</c>.</summary>
/// <param name="EmergencyStop">The stop in force, or null.</param>
/// <param name="Values">The values, ordered by name.</param>
/// <param name="Rules">Names of the rules in their order.</param>
internal sealed record SafetyStatus(StopStatus? EmergencyStop, IReadOnlyList<ValueStatus> Values, IReadOnlyList<string> Rules);
