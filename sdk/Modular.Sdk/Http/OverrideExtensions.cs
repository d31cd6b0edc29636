using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Modular.Sdk.Http;

/// <summary>
/// Lays endpoints over those of other plugins. The manifest names under <c>overrides</c> below which paths a plugin may
/// do so. The pattern must be the other's, parameter names aside; while no plugin maps it, nothing is served.
/// </summary>
public static class OverrideExtensions
{
    /// <summary>
    /// The endpoints answer in the place of those which other plugins map for the same path and methods. A caller whom the
    /// other endpoint wants to know must be known here, too. Two plugins cannot replace the same endpoint.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder ReplacesExisting<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(static endpoint => endpoint.Metadata.Add(new EndpointOverride(IsReplacement: true, Order: 0)));
        return builder;
    }

    /// <summary>
    /// The endpoints are asked before those which other plugins map for the same path and methods, and have these answer
    /// with <see cref="InvokeWrappedAsync"/>, or answer themselves.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="order">Among those who wrap the same endpoint the lowest is the outermost. Default 0.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder WrapsExisting<TBuilder>(this TBuilder builder, int order = 0)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new EndpointOverride(IsReplacement: false, order)));
        return builder;
    }

    /// <summary>Has the wrapped endpoint answer the request, in the plugin it belongs to.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Completes when it has answered. What goes wrong in it is an answer, such as 500 or 503, not an exception.</returns>
    /// <exception cref="InvalidOperationException">The endpoint wraps none, or the wrapped one was invoked before.</exception>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public static Task InvokeWrappedAsync(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<IWrappedEndpointFeature>()?.InvokeAsync()
            ?? throw new InvalidOperationException("The endpoint wraps none; it is to be mapped with WrapsExisting().");
    }
}
