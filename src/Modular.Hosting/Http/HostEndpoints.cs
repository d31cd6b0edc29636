using Modular.Hosting.Health;
using Modular.Hosting.OpenApi;
using Modular.Sdk.Health;

namespace Modular.Hosting.Http;

/// <summary>The endpoints of the host itself. None of them needs a caller.</summary>
internal static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, HealthService health, OpenApiDocument openApi)
    {
        endpoints.MapGet(HostPaths.Health, (RequestDelegate)(async context =>
        {
            context.Response.Headers.CacheControl = "no-store";

            // Without the request's token, which its time limit cancels too: what was asked for is there and short.
            await context.Response.WriteAsJsonAsync(
                await health.GetAsync(), HostJson.Default.HealthDocument, contentType: "application/json", CancellationToken.None);
        }));
        endpoints.MapGet(HostPaths.Ready, (RequestDelegate)(async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = (await health.GetAsync()).Status == nameof(HealthState.Up)
                ? StatusCodes.Status204NoContent
                : StatusCodes.Status503ServiceUnavailable;
        })).WithMetadata(BareStatus.Instance);
        endpoints.MapGet(HostPaths.OpenApi, (RequestDelegate)(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(openApi.Write($"{context.Request.Scheme}://{context.Request.Host}"), context.RequestAborted);
        }));
    }
}
