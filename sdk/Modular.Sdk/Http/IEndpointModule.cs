using Microsoft.AspNetCore.Routing;

namespace Modular.Sdk.Http;

/// <summary>
/// Maps a plugin's HTTP endpoints. Registered as a service of the plugin's container; the host publishes the routes
/// once the plugin runs and runs each request in a scope of that container.
/// </summary>
public interface IEndpointModule
{
    /// <summary>Maps routes, all of them below a prefix which the manifest names under <c>routes</c>.</summary>
    /// <param name="endpoints">
    /// A builder whose services are the plugin's. Use <see cref="Microsoft.AspNetCore.Http.RequestDelegate"/> handlers
    /// or the request-delegate generator; a handler with a plugin type as reflected parameter keeps the plugin alive.
    /// </param>
    void MapEndpoints(IEndpointRouteBuilder endpoints);
}
