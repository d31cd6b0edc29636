namespace Modular.DoIp.Tester;

/// <summary>What came of a diagnostic message on its way to the target.</summary>
public enum DiagnosticAcknowledgementKind
{
    /// <summary>The entity acknowledged it.</summary>
    Positive,

    /// <summary>The target answered before the entity acknowledged, which proves the same.</summary>
    ImpliedByResponse,

    /// <summary>The entity refused it; <see cref="DiagnosticAcknowledgement.NegativeCode"/> says why.</summary>
    Negative,

    /// <summary>The entity refused its header; <see cref="DiagnosticAcknowledgement.GenericCode"/> says why.</summary>
    GenericNegative,

    /// <summary>Neither acknowledgement nor answer came in time.</summary>
    TimedOut,
}
