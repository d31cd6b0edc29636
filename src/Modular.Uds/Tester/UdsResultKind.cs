namespace Modular.Uds.Tester;

/// <summary>Kinds of <see cref="UdsResult{T}"/>.</summary>
public enum UdsResultKind
{
    /// <summary>The ECU did what it was asked.</summary>
    Positive,

    /// <summary>The ECU refused, with a code.</summary>
    Negative,

    /// <summary>The ECU did not answer in time.</summary>
    NoResponse,

    /// <summary>The request asked for no positive answer, and it left.</summary>
    NotExpected,

    /// <summary>The ECU confirmed, but its answer is too short for the service.</summary>
    Malformed,
}
