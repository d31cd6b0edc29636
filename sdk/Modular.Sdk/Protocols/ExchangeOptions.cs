namespace Modular.Sdk.Protocols;

/// <summary>How one exchange differs from the communication parameters of its channel.</summary>
/// <param name="Timeout">Longest wait for the first answer, or null for the channel's.</param>
/// <param name="Repeats">Repeats after silence or a transient failure of the link, 0 or more; null for the channel's.</param>
public readonly record struct ExchangeOptions(TimeSpan? Timeout = null, int? Repeats = null);
