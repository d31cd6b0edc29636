using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Modular.Sdk.Security;

namespace Modular.Sdk.Http;

/// <summary>Who may call an endpoint, and who does.</summary>
public static class CallerExtensions
{
    /// <summary>Lets callers use the endpoints without being authenticated.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder AllowAnonymousCallers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(static endpoint => endpoint.Metadata.Add(AnonymousCallers.Allowed));
        return builder;
    }

    /// <summary>The authenticated caller of the request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="InvalidOperationException">The endpoint allows anonymous callers, so none was authenticated.</exception>
    public static ISecurityContext GetCaller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<ICallerFeature>()?.Caller
            ?? throw new InvalidOperationException("The endpoint allows anonymous callers; it has no authenticated caller.");
    }
}
