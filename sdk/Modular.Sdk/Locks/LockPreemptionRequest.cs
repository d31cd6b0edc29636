using Modular.Sdk.Security;

namespace Modular.Sdk.Locks;

/// <summary>Somebody wants a lock that somebody else holds.</summary>
public sealed record LockPreemptionRequest
{
    /// <summary>What the lock covers.</summary>
    public required LockScope Scope { get; init; }

    /// <summary>Name of the ECU or of the functional group; empty for the vehicle.</summary>
    public required string Target { get; init; }

    /// <summary>Subject of the caller that holds the lock.</summary>
    public required string Owner { get; init; }

    /// <summary>When the owner took the lock, on the wall clock.</summary>
    public required DateTimeOffset HeldSince { get; init; }

    /// <summary>When the lock ends by itself, on the wall clock.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The caller that wants the lock.</summary>
    public required ISecurityContext Claimant { get; init; }

    /// <summary>Whether the claimant asked to break the lock (<c>break_lock</c>), not only to have it.</summary>
    public bool IsBreakRequested { get; init; }
}
