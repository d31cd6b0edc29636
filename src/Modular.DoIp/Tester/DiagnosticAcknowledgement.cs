using Modular.DoIp.Messages;

namespace Modular.DoIp.Tester;

/// <summary>What came of a diagnostic message on its way to the target, and when.</summary>
/// <param name="Kind">Accepted, refused or unanswered.</param>
/// <param name="Timestamp">Moment of it, as <see cref="TimeProvider.GetTimestamp"/>; the target's answering time (P2) counts from here.</param>
/// <param name="NegativeCode">Why the entity refused the message; with <see cref="DiagnosticAcknowledgementKind.Negative"/> only.</param>
/// <param name="GenericCode">Why the entity refused the header; with <see cref="DiagnosticAcknowledgementKind.GenericNegative"/> only.</param>
public readonly record struct DiagnosticAcknowledgement(
    DiagnosticAcknowledgementKind Kind,
    long Timestamp,
    DiagnosticMessageNegativeAcknowledgementCode? NegativeCode = null,
    GenericNegativeAcknowledgementCode? GenericCode = null)
{
    /// <summary>The message is on its way to the target.</summary>
    public bool IsPositive => Kind is DiagnosticAcknowledgementKind.Positive or DiagnosticAcknowledgementKind.ImpliedByResponse;
}
