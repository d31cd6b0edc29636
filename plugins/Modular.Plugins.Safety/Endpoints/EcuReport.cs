namespace Modular.Plugins.Safety.Endpoints;

/// <summary>What an emergency stop did to one ECU.</summary>
/// <param name="Ecu">Name of the ECU.</param>
/// <param name="Outcome"><c>DefaultSession</c>, <c>NotReachable</c> or <c>Failed</c>.</param>
/// <param name="Detail">Why, or null.</param>
internal sealed record EcuReport(string Ecu, string Outcome, string? Detail);
