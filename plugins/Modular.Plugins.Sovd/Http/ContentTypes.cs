using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Modular.Plugins.Sovd.Http;

/// <summary>Media types and their negotiation.</summary>
internal static class ContentTypes
{
    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Raw bytes.</summary>
    public const string Bytes = "application/octet-stream";

    /// <summary>Decides in which form an answer goes out.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The form, or <see cref="PayloadForm.Unsupported"/>.</returns>
    /// <remarks>Without <c>Accept</c>, or with one that takes anything, the answer has the form of the request's body.</remarks>
    public static PayloadForm NegotiateAnswer(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or "*/*"))
        {
            return FormOf(request.ContentType) == PayloadForm.Bytes ? PayloadForm.Bytes : PayloadForm.Json;
        }

        if (accept.Count == 1 && accept[0] == Json)
        {
            return PayloadForm.Json;
        }

        return NegotiateList(request, accept);
    }

    /// <summary>The form of a request's body.</summary>
    /// <param name="contentType">Header <c>Content-Type</c>, or null.</param>
    /// <returns>The form.</returns>
    public static PayloadForm FormOf(string? contentType)
    {
        if (contentType is null || !MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return PayloadForm.Unsupported;
        }

        if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase))
        {
            return PayloadForm.Json;
        }

        return type.MediaType.Equals(Bytes, StringComparison.OrdinalIgnoreCase) ? PayloadForm.Bytes : PayloadForm.Unsupported;
    }

    private static PayloadForm NegotiateList(HttpRequest request, IList<string?> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept!, out var types))
        {
            return PayloadForm.Unsupported;
        }

        var best = PayloadForm.Unsupported;
        var bestQuality = 0.0;
        foreach (var type in types)
        {
            var form = type.MatchesAllTypes ? WildcardForm(request) : FormOf(type);
            var quality = type.Quality ?? 1.0;
            if (form != PayloadForm.Unsupported && quality > bestQuality)
            {
                best = form;
                bestQuality = quality;
            }
        }

        return best;
    }

    private static PayloadForm WildcardForm(HttpRequest request) =>
        FormOf(request.ContentType) == PayloadForm.Bytes ? PayloadForm.Bytes : PayloadForm.Json;

    private static PayloadForm FormOf(MediaTypeHeaderValue type)
    {
        if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/*", StringComparison.Ordinal))
        {
            return PayloadForm.Json;
        }

        return type.MediaType.Equals(Bytes, StringComparison.OrdinalIgnoreCase) ? PayloadForm.Bytes : PayloadForm.Unsupported;
    }
}
