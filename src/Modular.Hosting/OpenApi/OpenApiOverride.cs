using System.Collections.Immutable;
using Modular.Hosting.Http;

namespace Modular.Hosting.OpenApi;

/// <summary>A route that lies over one of another plugin, as far as its description is concerned.</summary>
/// <param name="Path">Lower case, with <c>{}</c> for each parameter.</param>
/// <param name="Methods">Empty for all.</param>
/// <param name="IsReplacement">True when the other is not asked any more.</param>
/// <param name="Order">Among those who wrap, the lowest is the outermost.</param>
internal sealed record OpenApiOverride(string Path, ImmutableArray<string> Methods, bool IsReplacement, int Order)
{
    /// <summary>Takes a route.</summary>
    public static OpenApiOverride Create(PluginRoute route) =>
        new(OpenApiOverlay.Normalize(route.Path), [.. route.Methods], route.Override!.IsReplacement, route.Override.Order);
}
