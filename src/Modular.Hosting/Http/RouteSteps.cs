namespace Modular.Hosting.Http;

/// <summary>What a request of a route goes through.</summary>
/// <param name="Items">The outermost first; at least one.</param>
/// <param name="NeedsCaller">True when the caller has to be known.</param>
internal sealed record RouteSteps(RouteStep[] Items, bool NeedsCaller)
{
    /// <summary>The plugin which the route belongs to.</summary>
    public int Last => Items.Length - 1;

    /// <summary>Takes what a request needs from a chain.</summary>
    public static RouteSteps Create(RouteChain chain) => new([.. chain.Links.Select(RouteStep.Create)], chain.NeedsCaller);
}
