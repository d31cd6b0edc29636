using Modular.Sdk.Locks;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Support;

/// <summary>A policy that decides by a function and notes what it was asked.</summary>
internal sealed class FakePreemptionPolicy(Func<LockPreemptionRequest, ValueTask<AccessDecision>> decide) : ILockPreemptionPolicy
{
    public List<LockPreemptionRequest> Asked { get; } = [];

    public static FakePreemptionPolicy Allowing => new(static _ => new(AccessDecision.Allow));

    public ValueTask<AccessDecision> DecideAsync(LockPreemptionRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return decide(request);
    }
}
