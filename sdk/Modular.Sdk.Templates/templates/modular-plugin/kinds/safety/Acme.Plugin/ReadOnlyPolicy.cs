using Microsoft.Extensions.Options;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Acme.Plugin;

/// <summary>Lets reading services pass. Replace the rule by yours; the answer should come from memory.</summary>
internal sealed class ReadOnlyPolicy(IOptions<PluginOptions> options) : ISafetyPolicy
{
    /// <inheritdoc/>
    public ValueTask<AccessDecision> EvaluateAsync(SafetyRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(options.Value.ReadOnly && request.Effect == ServiceEffect.Changes
            ? AccessDecision.Deny($"{request.Service.ShortName} would change {request.Ecu}, which is for reading only.")
            : AccessDecision.Allow);
}
