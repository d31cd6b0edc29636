namespace Modular.Sdk.Safety;

/// <summary>An emergency stop in force.</summary>
/// <param name="By">Who stopped.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="Since">When, on the wall clock.</param>
public sealed record EmergencyStop(string By, string Reason, DateTimeOffset Since);
