using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>An authorizer that decides by a function and notes what it was asked.</summary>
internal sealed class Authorizer(Func<ServiceAuthorizationRequest, AccessDecision> decide) : IServiceAuthorizer
{
    public List<ServiceAuthorizationRequest> Asked { get; } = [];

    public AccessDecision Authorize(ServiceAuthorizationRequest request)
    {
        Asked.Add(request);
        return decide(request);
    }
}
