using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A caller who may use some services and not others.</summary>
internal sealed class Caller(Predicate<DiagnosticServiceUse> mayUse) : ISecurityContext
{
    public string Subject => "somebody";

    public IReadOnlyDictionary<string, string> Claims { get; } = new Dictionary<string, string>();

    public AccessDecision Authorize(DiagnosticServiceUse use) => mayUse(use) ? AccessDecision.Allow : AccessDecision.Deny("not for you");
}
