using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeCaller(string subject, Func<DiagnosticServiceUse, AccessDecision> authorize, Func<ResourceUse, AccessDecision>? authorizeResource = null)
    : ISecurityContext, IResourceRights, ICallerFeature
{
    public string Subject => subject;

    public IReadOnlyDictionary<string, string> Claims { get; } = new Dictionary<string, string>();

    public ISecurityContext Caller => this;

    public AccessDecision Authorize(DiagnosticServiceUse use) => authorize(use);

    public AccessDecision Authorize(in ResourceUse use) => authorizeResource?.Invoke(use) ?? AccessDecision.Allow;
}
