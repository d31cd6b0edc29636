using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A safety policy that decides by a function and notes what it was asked.</summary>
internal sealed class Policy(Func<SafetyRequest, CancellationToken, ValueTask<AccessDecision>> decide) : ISafetyPolicy
{
    public List<(string Service, ServiceEffect Effect, string Request)> Asked { get; } = [];

    public ValueTask<AccessDecision> EvaluateAsync(SafetyRequest request, CancellationToken cancellationToken)
    {
        Asked.Add((request.Service.ShortName, request.Effect, Convert.ToHexString(request.Request.Span)));
        return decide(request, cancellationToken);
    }
}
