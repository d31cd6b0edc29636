namespace Modular.Hosting.Http;

/// <summary>Who answers a route, the outermost first; the last one is the plugin the route belongs to.</summary>
/// <param name="Links">At least one.</param>
/// <param name="Methods">HTTP methods this chain is for; empty for all.</param>
internal sealed record RouteChain(IReadOnlyList<RouteLink> Links, IReadOnlyList<string> Methods)
{
    /// <summary>True unless every plugin of the chain lets anonymous callers in: nobody opens what another one closed.</summary>
    public bool NeedsCaller { get; } = Links.Any(static link => link.Route.NeedsCaller);
}
