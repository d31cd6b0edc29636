namespace Modular.Sdk.Transports;

/// <summary>The medium confirmed a message.</summary>
/// <param name="ConfirmedAt">
/// Timestamp of the transport's <see cref="TimeProvider"/>: DoIP acknowledgement, last ISO-TP frame, transmit indication.
/// </param>
public readonly record struct SendConfirmation(long ConfirmedAt);
