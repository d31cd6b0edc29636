using Modular.Sdk.Security;

namespace Modular.Sdk.Safety;

/// <summary>
/// Capability: decides whether a diagnostic service may be sent in the present state of the vehicle. All providers are
/// asked and one denial denies.
/// </summary>
/// <remarks>
/// Asked by the diagnostic tester before each service is sent, with the ECU's turn held: the answer should come from
/// memory. An answer that takes longer than <c>Communication:SafetyBudget</c>, and an exception, deny services which change
/// state and let the others pass. Safe for concurrent use.
/// </remarks>
public interface ISafetyPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="request">What is about to be sent, where, and on whose behalf.</param>
    /// <param name="cancellationToken">The call was given up, or the time is over.</param>
    /// <returns>The decision; the reason of a denial goes to the client.</returns>
    ValueTask<AccessDecision> EvaluateAsync(SafetyRequest request, CancellationToken cancellationToken);
}
