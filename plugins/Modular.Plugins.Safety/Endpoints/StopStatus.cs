namespace Modular.Plugins.Safety.Endpoints;

/// <summary>An emergency stop in force.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When.</param>
internal sealed record StopStatus(string By, string Reason, DateTimeOffset Since);
