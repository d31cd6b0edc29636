using Modular.Sdk.Security;

namespace Modular.Sdk.Locks;

/// <summary>
/// Capability: decides whether a lock that somebody holds is taken away for somebody else. Without a provider no lock is
/// ever preempted. All providers are asked and one denial denies.
/// </summary>
/// <remarks>
/// Asked once per request for a lock that is held by another owner. The answer is bounded by two seconds; an exception
/// or a late answer denies. Safe for concurrent use.
/// </remarks>
public interface ILockPreemptionPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="request">Which lock, who holds it, who wants it.</param>
    /// <param name="cancellationToken">The request was given up, or the time is over.</param>
    /// <returns>Allowed: the lock is broken and given to the claimant. Denied: the reason goes to the claimant.</returns>
    ValueTask<AccessDecision> DecideAsync(LockPreemptionRequest request, CancellationToken cancellationToken);
}
