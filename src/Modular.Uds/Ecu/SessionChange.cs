namespace Modular.Uds.Ecu;

/// <summary>An ECU entered a session, be it the one it was in.</summary>
/// <param name="Previous">Session before, 1 to 127.</param>
/// <param name="Current">Session now, 1 to 127.</param>
/// <param name="Reason">Why.</param>
public sealed record SessionChange(byte Previous, byte Current, SessionChangeReason Reason);
