using Modular.Hosting.Capabilities;
using Modular.Hosting.Health;
using Modular.Hosting.Http;
using Modular.Sdk.Health;
using Modular.Sdk.Http;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>What a started generation publishes.</summary>
/// <param name="Endpoints">Its routes, checked against the granted prefixes.</param>
/// <param name="Handlers">What runs a route, by its key.</param>
/// <param name="Capabilities">The contracts it provides.</param>
/// <param name="Health">Its parts which report their health.</param>
/// <param name="OpenApi">Its fragments of the API description, UTF-8 JSON.</param>
internal sealed record PluginOfferings(
    IReadOnlyList<PluginRoute> Endpoints,
    IReadOnlyDictionary<string, RequestDelegate> Handlers,
    IReadOnlyList<CapabilityProvider> Capabilities,
    IReadOnlyList<HealthProbe> Health,
    IReadOnlyList<ReadOnlyMemory<byte>> OpenApi)
{
    /// <summary>Asks a generation. Runs code of the plugin.</summary>
    public static PluginOfferings Collect(PluginGeneration generation)
    {
        var services = generation.Services;
        var builder = new PluginEndpointBuilder(services);
        foreach (var module in services.GetServices<IEndpointModule>())
        {
            module.MapEndpoints(builder);
        }

        var handlers = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal);
        var routes = new List<PluginRoute>();
        foreach (var endpoint in builder.DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var route = PluginRoute.Create(generation.Package.Manifest, endpoint);
            if (endpoint.RequestDelegate is { } handler)
            {
                route.ThrowIfTaken(routes, generation.Identity.Id, generation.Identity.Id);
                routes.Add(route);
                handlers.Add(route.Key, handler);
            }
        }

        return new PluginOfferings(
            routes,
            handlers,
            CapabilityProvider.Collect(generation),
            [.. services.GetServices<IHealthContributor>().Select(contributor => new HealthProbe(generation.Identity, contributor))],
            [.. services.GetServices<IOpenApiSource>().Select(static source => source.GetFragment())]);
    }
}
