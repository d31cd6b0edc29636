using Modular.Sdk.Protocols;

namespace Modular.Sdk.Diagnostics;

/// <summary>What came of a service.</summary>
/// <param name="Kind">Positive, negative, silent, or no answer expected.</param>
/// <param name="Response">The raw answer; empty when there is none. Owned by the receiver, never reused.</param>
/// <param name="DataOffset">Where in <paramref name="Response"/> the first parameter with data begins; its length when there is none.</param>
/// <param name="Timeline">What happened on the way.</param>
public readonly record struct ServiceOutcome(
    ExchangeOutcomeKind Kind,
    ReadOnlyMemory<byte> Response,
    int DataOffset,
    ExchangeTimeline Timeline)
{
    /// <summary>Whether the ECU did what it was asked, as far as it was asked to say so.</summary>
    public bool IsSuccess => Kind is ExchangeOutcomeKind.Positive or ExchangeOutcomeKind.NotExpected;

    /// <summary>The negative response code, or null when the answer is not negative.</summary>
    public byte? NegativeResponseCode =>
        Kind == ExchangeOutcomeKind.Negative && Response.Length >= 3 ? Response.Span[2] : null;

    /// <summary>The part of the answer that carries data.</summary>
    public ReadOnlyMemory<byte> Data => Response[Math.Min(DataOffset, Response.Length)..];
}
