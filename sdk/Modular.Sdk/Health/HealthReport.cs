namespace Modular.Sdk.Health;

/// <summary>State of one part.</summary>
/// <param name="State">The state.</param>
/// <param name="Detail">Why, for a person; null when there is nothing to say.</param>
public readonly record struct HealthReport(HealthState State, string? Detail = null);
