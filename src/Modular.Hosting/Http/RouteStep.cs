using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Http;

/// <summary>One plugin's part in the answer to a request. Holds nothing of the plugin itself, however long the router keeps it.</summary>
/// <param name="Slot">The plugin.</param>
/// <param name="Generation">The generation which mapped the route; its successor takes over when it drains.</param>
/// <param name="Key">Which route of the plugin.</param>
/// <param name="IsStream">True when answers have no end of their own.</param>
/// <param name="IsWrapper">True when the next step is the handler's to invoke.</param>
internal sealed record RouteStep(PluginSlot Slot, PluginGeneration Generation, string Key, bool IsStream, bool IsWrapper)
{
    /// <summary>Takes what a request needs from a link of a chain.</summary>
    public static RouteStep Create(RouteLink link) => new(
        link.Slot, link.Generation, link.Route.Key, link.Route.IsStream, link.Route.Override is { IsReplacement: false });
}
