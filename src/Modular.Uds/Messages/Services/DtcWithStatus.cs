namespace Modular.Uds.Messages.Services;

/// <summary>A trouble code and its status.</summary>
/// <param name="Dtc">The code.</param>
/// <param name="Status">Its status; only the bits of the availability mask mean something.</param>
public readonly record struct DtcWithStatus(Dtc Dtc, DtcStatus Status);
