using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>One route of a plugin before it is published.</summary>
/// <param name="Path">Pattern in lower case with parameter names left out.</param>
/// <param name="Methods">HTTP methods in order; empty for all.</param>
/// <param name="Endpoint">What the plugin mapped.</param>
/// <param name="NeedsCaller">False only when the plugin lets anonymous callers in.</param>
internal sealed record PluginRoute(string Path, IReadOnlyList<string> Methods, RouteEndpoint Endpoint, bool NeedsCaller)
{
    /// <summary>Names the route within its plugin.</summary>
    public string Key { get; } = $"{(Methods.Count == 0 ? "*" : string.Join(',', Methods))} {Path}";

    /// <summary>How it lies over a route of another plugin; null when it is one of the plugin's own.</summary>
    public EndpointOverride? Override { get; } = Endpoint.Metadata.GetMetadata<EndpointOverride>();

    /// <summary>True when its answers have no end of their own.</summary>
    public bool IsStream { get; } = Endpoint.Metadata.GetMetadata<StreamedResponses>() is not null;

    /// <summary>Takes a route of a plugin.</summary>
    /// <exception cref="PluginProblemException">It lies outside of the prefixes which the manifest asks for.</exception>
    public static PluginRoute Create(PluginManifest manifest, RouteEndpoint endpoint)
    {
        var isOverride = endpoint.Metadata.GetMetadata<EndpointOverride>() is not null;
        var prefixes = isOverride ? manifest.Overrides : manifest.Routes;
        if (!prefixes.Any(prefix => IsBelow(endpoint.RoutePattern, prefix)))
        {
            var granted = prefixes.Count == 0 ? "none" : string.Join(", ", prefixes);
            throw new PluginProblemException(
                PluginReasonCode.RouteNotGranted,
                $"The plugin {(isOverride ? "lays an endpoint over" : "maps")} {endpoint.RoutePattern.RawText}, which is not below a prefix that its manifest names under '{(isOverride ? "overrides" : "routes")}' ({granted}).");
        }

        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return new PluginRoute(
            CreatePath(endpoint),
            [.. methods.Order(StringComparer.Ordinal)],
            endpoint,
            endpoint.Metadata.GetMetadata<AnonymousCallers>() is null);
    }

    /// <summary>Refuses a route that is there already, so that requests would be ambiguous, and names both owners.</summary>
    /// <exception cref="PluginProblemException">One of the others takes the same requests.</exception>
    public void ThrowIfTaken(IEnumerable<PluginRoute> others, string owner, string newcomer)
    {
        var taken = others.FirstOrDefault(other =>
            other.Path == Path
            && (other.Methods.Count == 0 ? Methods.Count == 0 : other.Methods.Intersect(Methods, StringComparer.OrdinalIgnoreCase).Any()));
        if (taken is not null)
        {
            throw new PluginProblemException(
                PluginReasonCode.RouteDuplicate, $"The route {Key} of {newcomer} takes the same requests as {taken.Key} of {owner}.");
        }
    }

    /// <summary>Says whether there are requests which both take, given the same path.</summary>
    public bool SharesMethod(PluginRoute other) =>
        Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();

    private static bool IsBelow(RoutePattern pattern, string prefix)
    {
        var granted = prefix.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return pattern.PathSegments.Count >= granted.Length
            && granted.Select((text, index) => IsLiteral(pattern.PathSegments[index], text)).All(static isEqual => isEqual);
    }

    private static bool IsLiteral(RoutePatternPathSegment segment, string text) =>
        segment is { IsSimple: true } && segment.Parts[0] is RoutePatternLiteralPart literal
        && literal.Content.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static string CreatePath(RouteEndpoint endpoint)
    {
        var key = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            key.Append('/');
            foreach (var part in segment.Parts)
            {
                _ = part switch
                {
                    RoutePatternLiteralPart literal => key.Append(literal.Content.ToLowerInvariant()),
                    RoutePatternSeparatorPart separator => key.Append(separator.Content),
                    RoutePatternParameterPart parameter => AppendParameter(key, parameter),
                    _ => key.Append('?'),
                };
            }
        }

        return endpoint.Order == 0 ? key.ToString() : key.Append(" order ").Append(endpoint.Order).ToString();
    }

    private static StringBuilder AppendParameter(StringBuilder key, RoutePatternParameterPart parameter)
    {
        key.Append(parameter.IsCatchAll ? "{*" : "{");
        foreach (var policy in parameter.ParameterPolicies)
        {
            key.Append(':').Append(policy.Content ?? policy.ParameterPolicy?.GetType().Name);
        }

        return key.Append('}');
    }
}
