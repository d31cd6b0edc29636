using Modular.Plugins.Safety.Configuration;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.Safety.Rules;

/// <summary>A rule on services.</summary>
/// <param name="name">Name for log and answers.</param>
/// <param name="ecus">ECUs; empty for all.</param>
/// <param name="services">Short names of services; empty for all.</param>
/// <param name="requests">Beginnings of requests; empty for all.</param>
/// <param name="semantics">Semantics; empty for all.</param>
/// <param name="effects">What the services do.</param>
/// <param name="conditions">When the rule decides.</param>
/// <param name="decision">What it decides.</param>
/// <param name="reason">Why, for the client.</param>
internal sealed class Rule(
    string name,
    NamePatterns ecus,
    NamePatterns services,
    IReadOnlyList<RequestPattern> requests,
    IReadOnlyList<string> semantics,
    IReadOnlyList<ServiceEffect> effects,
    IReadOnlyList<Condition> conditions,
    RuleDecision decision,
    string? reason)
{
    /// <summary>Name for log and answers.</summary>
    public string Name => name;

    /// <summary>Decides, where the rule fits and its conditions hold. What is not known never speaks for sending.</summary>
    /// <param name="request">What is about to be sent.</param>
    /// <returns>The decision; null when the next rule has to be asked.</returns>
    public AccessDecision? Decide(in SafetyRequest request)
    {
        if (!Fits(request))
        {
            return null;
        }

        var truth = Condition.All(conditions, out var unknown);
        return (decision, truth) switch
        {
            (RuleDecision.Allow, Truth.Yes) => AccessDecision.Allow,
            (RuleDecision.Deny, Truth.Yes) => AccessDecision.Deny(reason ?? $"The safety rule {name} forbids {request.Service.ShortName} at present."),
            (RuleDecision.Deny, Truth.Unknown) => AccessDecision.Deny(
                $"{reason ?? $"The safety rule {name} forbids {request.Service.ShortName}"} - {unknown!.Value.Name} is not known at present."),
            _ => null,
        };
    }

    private bool Fits(in SafetyRequest request) =>
        effects.Contains(request.Effect)
        && (ecus.IsEmpty || ecus.Match(request.Ecu))
        && (services.IsEmpty || services.Match(request.Service.ShortName))
        && (semantics.Count == 0 || (request.Service.Semantic is { } semantic && semantics.Contains(semantic, StringComparer.OrdinalIgnoreCase)))
        && (requests.Count == 0 || Matches(request.Request.Span));

    private bool Matches(ReadOnlySpan<byte> request)
    {
        foreach (var pattern in requests)
        {
            if (pattern.Matches(request))
            {
                return true;
            }
        }

        return false;
    }
}
