using Microsoft.Extensions.Logging;
using Modular.Plugins.Safety.Configuration;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.Safety;

/// <summary>Decides by the rules of the configuration, from memory, and logs every decision.</summary>
/// <param name="settings">The rules.</param>
/// <param name="logger">Takes decisions: denials at Information, the others at Debug.</param>
internal sealed partial class SafetyPolicy(SafetySettings settings, ILogger<SafetyPolicy> logger) : ISafetyPolicy
{
    private const string Server = "the server";
    private const string NoRule = "default";

    /// <inheritdoc/>
    public ValueTask<AccessDecision> EvaluateAsync(SafetyRequest request, CancellationToken cancellationToken)
    {
        var (decision, rule) = Decide(request);
        var caller = request.Caller?.Subject ?? Server;
        if (decision.IsAllowed)
        {
            LogAllowed(request.Service.ShortName, request.Ecu, caller, rule);
        }
        else
        {
            LogDenied(request.Service.ShortName, request.Ecu, caller, rule, decision.Reason);
        }

        return new ValueTask<AccessDecision>(decision);
    }

    private (AccessDecision Decision, string Rule) Decide(in SafetyRequest request)
    {
        // The server's own reads are how values come here: a rule on them would lock itself out.
        if (request is { Caller: null, Effect: ServiceEffect.Reads })
        {
            return (AccessDecision.Allow, NoRule);
        }

        foreach (var rule in settings.Rules)
        {
            if (rule.Decide(request) is { } decision)
            {
                return (decision, rule.Name);
            }
        }

        return settings.Default == RuleDecision.Allow || request.Effect != ServiceEffect.Changes
            ? (AccessDecision.Allow, NoRule)
            : (AccessDecision.Deny($"No safety rule allows {request.Service.ShortName} of {request.Ecu} at present."), NoRule);
    }

    [LoggerMessage(6210, LogLevel.Debug, "Allowed {Service} of {Ecu} for {Caller} by rule {Rule}")]
    private partial void LogAllowed(string service, string ecu, string caller, string rule);

    [LoggerMessage(6211, LogLevel.Information, "Denied {Service} of {Ecu} for {Caller} by rule {Rule}: {Reason}")]
    private partial void LogDenied(string service, string ecu, string caller, string rule, string? reason);
}
