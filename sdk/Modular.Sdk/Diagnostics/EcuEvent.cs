namespace Modular.Sdk.Diagnostics;

/// <summary>An ECU changed.</summary>
/// <param name="Ecu">Name of the ECU.</param>
/// <param name="Status">Its status after the change, or null when its database is gone.</param>
public sealed record EcuEvent(string Ecu, EcuStatus? Status);
