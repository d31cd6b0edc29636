using Modular.Sdk.Http;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;

namespace Modular.Hosting.Security;

/// <summary>Carries the caller from the host to the endpoint.</summary>
internal sealed class CallerFeature(ISecurityContext caller, PluginIdentity provider) : ICallerFeature
{
    /// <inheritdoc/>
    public ISecurityContext Caller => caller;

    /// <summary>The security plugin whose object the caller is.</summary>
    public PluginIdentity Provider => provider;
}
