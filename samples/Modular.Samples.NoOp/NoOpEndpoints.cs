using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Modular.Sdk.Http;

namespace Modular.Samples.NoOp;

/// <summary>Maps <c>GET /noop</c>, which anybody may call and which does nothing.</summary>
internal sealed class NoOpEndpoints : IEndpointModule
{
    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/noop", (RequestDelegate)Answer).AllowAnonymousCallers();

    private static Task Answer(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
