namespace Modular.Sdk.Protocols;

/// <summary>Kinds of <see cref="ExchangeOutcome"/>.</summary>
public enum ExchangeOutcomeKind
{
    /// <summary>The ECU did what it was asked.</summary>
    Positive,

    /// <summary>The ECU refused, with a code.</summary>
    Negative,

    /// <summary>The ECU did not answer in time.</summary>
    NoResponse,

    /// <summary>The request asked for no positive answer, and no negative one came.</summary>
    NotExpected,
}
