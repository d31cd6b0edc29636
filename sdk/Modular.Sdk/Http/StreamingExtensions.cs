using Microsoft.AspNetCore.Builder;

namespace Modular.Sdk.Http;

/// <summary>Tells the host of answers without an end.</summary>
public static class StreamingExtensions
{
    /// <summary>
    /// Answers of the endpoints have no end of their own. When the plugin is replaced, <c>RequestAborted</c> of such a
    /// request is cancelled at once rather than after the drain budget; when the handler then ends, also by the
    /// cancellation, the answer ends in order, and the client comes back to the next generation.
    /// </summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder StreamsResponses<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(static endpoint => endpoint.Metadata.Add(StreamedResponses.Endless));
        return builder;
    }
}
