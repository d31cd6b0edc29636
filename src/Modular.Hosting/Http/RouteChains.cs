using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Http;

/// <summary>Puts routes and what other plugins lay over them together. The same plugins give the same chains, whoever came first.</summary>
internal static class RouteChains
{
    /// <summary>Builds the chains of all published routes.</summary>
    /// <param name="links">All routes of all published generations.</param>
    public static IEnumerable<RouteChain> Build(IReadOnlyList<RouteLink> links)
    {
        var overrides = links.Where(static link => link.Route.Override is not null).ToLookup(static link => link.Route.Path, StringComparer.Ordinal);
        foreach (var link in links.Where(static link => link.Route.Override is null))
        {
            var over = overrides[link.Route.Path].ToList();
            foreach (var chain in over.Count == 0 ? [new RouteChain([link], link.Route.Methods)] : Build(link, over))
            {
                yield return chain;
            }
        }
    }

    /// <summary>The overrides which lie over nothing, since no published plugin maps their routes.</summary>
    public static IEnumerable<RouteLink> FindIdle(IReadOnlyList<RouteLink> links) =>
        links.Where(link => link.Route.Override is not null
            && !links.Any(other => other.Route.Override is null && other.Route.Path == link.Route.Path && other.Route.SharesMethod(link.Route)));

    /// <summary>Refuses a second replacement of the same requests, and names both plugins.</summary>
    /// <exception cref="PluginProblemException">There is another one.</exception>
    public static void ThrowIfReplacedTwice(PluginRoute route, string newcomer, IEnumerable<RouteLink> others)
    {
        if (route.Override is not { IsReplacement: true })
        {
            return;
        }

        var taken = others.FirstOrDefault(other =>
            other.Route.Override is { IsReplacement: true } && other.Route.Path == route.Path && other.Route.SharesMethod(route));
        if (taken is not null)
        {
            throw new PluginProblemException(
                PluginReasonCode.RouteDuplicate,
                $"{newcomer} replaces {route.Key}, which {taken.Generation.Identity.Id} replaces already. One of them may wrap it instead, or must go.");
        }
    }

    private static IEnumerable<RouteChain> Build(RouteLink owner, List<RouteLink> over)
    {
        // A method for which nobody else says anything stays with the owner; so does one that only the override names.
        var methods = owner.Route.Methods.Count > 0
            ? owner.Route.Methods
            : [.. over.SelectMany(static link => link.Route.Methods).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var group in methods.Select(method => (Method: method, Links: LinksFor(method, owner, over))).GroupBy(static item => Key(item.Links)))
        {
            yield return new RouteChain(group.First().Links, [.. group.Select(static item => item.Method)]);
        }

        if (owner.Route.Methods.Count == 0)
        {
            yield return new RouteChain(LinksFor(null, owner, over), []);
        }
    }

    private static List<RouteLink> LinksFor(string? method, RouteLink owner, List<RouteLink> over)
    {
        var applying = over.FindAll(link => link.Route.Methods.Count == 0 || (method is not null && link.Route.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)));
        return
        [
            .. applying.Where(static link => !link.Route.Override!.IsReplacement)
                .OrderBy(static link => link.Route.Override!.Order)
                .ThenBy(static link => link.Generation.Identity.Id, StringComparer.Ordinal),
            .. applying.Where(static link => link.Route.Override!.IsReplacement),
            owner,
        ];
    }

    private static string Key(IEnumerable<RouteLink> links) => string.Join('|', links.Select(static link => $"{link.Generation.Identity} {link.Route.Key}"));
}
