using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Modular.Sdk.Http;

namespace Acme.Plugin;

/// <summary>The plugin's routes, below the prefix which its manifest names.</summary>
internal sealed class PluginEndpoints(IOptions<PluginOptions> options) : IEndpointModule
{
    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        // Callers are authenticated by the server unless an endpoint says otherwise.
        endpoints.MapGet("/route-token", (RequestDelegate)Greet).AllowAnonymousCallers();
        endpoints.MapGet("/route-token/caller", (RequestDelegate)GreetCaller);
    }

    private Task Greet(HttpContext context) => context.Response.WriteAsync(options.Value.Greeting, context.RequestAborted);

    private Task GreetCaller(HttpContext context) =>
        context.Response.WriteAsync($"{options.Value.Greeting} {context.GetCaller().Subject}", context.RequestAborted);
}
