using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Hosting.Security;

/// <summary>Carries the caller from the host to the endpoint.</summary>
internal sealed class CallerFeature(ISecurityContext caller) : ICallerFeature
{
    /// <inheritdoc/>
    public ISecurityContext Caller => caller;
}
