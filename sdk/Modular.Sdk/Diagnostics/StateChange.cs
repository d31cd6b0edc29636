using Modular.Sdk.Security;

namespace Modular.Sdk.Diagnostics;

/// <summary>A wish to move an ECU into a state.</summary>
public sealed record StateChange
{
    /// <summary>Semantic of the state chart, <c>SESSION</c> or <c>SECURITY</c>; compares without case.</summary>
    public required string ChartSemantic { get; init; }

    /// <summary>Short name of the state; compares without case. Null for the chart's start state.</summary>
    public string? State { get; init; }

    /// <summary>On whose behalf; null only for what the server does on its own.</summary>
    public ISecurityContext? Caller { get; init; }

    /// <summary>Epoch of the lock under which the change is made, or null.</summary>
    public long? LockEpoch { get; init; }
}
