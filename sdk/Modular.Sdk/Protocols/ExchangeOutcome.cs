namespace Modular.Sdk.Protocols;

/// <summary>What came of an exchange.</summary>
/// <param name="Kind">Positive, negative, silent, or no answer expected.</param>
/// <param name="Response">The raw final answer; empty when there is none. Owned by the receiver, never reused.</param>
/// <param name="SourceAddress">Who answered; 0 when nobody did.</param>
/// <param name="Timeline">What happened on the way.</param>
public readonly record struct ExchangeOutcome(
    ExchangeOutcomeKind Kind,
    ReadOnlyMemory<byte> Response,
    uint SourceAddress,
    ExchangeTimeline Timeline)
{
    /// <summary>The negative response code, or null when the answer is not negative.</summary>
    public byte? NegativeResponseCode =>
        Kind == ExchangeOutcomeKind.Negative && Response.Length >= 3 ? Response.Span[2] : null;
}
