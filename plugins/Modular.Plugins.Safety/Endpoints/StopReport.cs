namespace Modular.Plugins.Safety.Endpoints;

/// <summary>Answer of <c>POST /safety/emergency-stop</c>.</summary>
/// <param name="EmergencyStop">The stop.</param>
/// <param name="Ecus">What came of it, per ECU.</param>
internal sealed record StopReport(StopStatus EmergencyStop, IReadOnlyList<EcuReport> Ecus);
