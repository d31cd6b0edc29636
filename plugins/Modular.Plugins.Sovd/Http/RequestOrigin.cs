using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Configuration;

namespace Modular.Plugins.Sovd.Http;

/// <summary>Scheme and host under which the caller reached the server, for links.</summary>
internal sealed class RequestOrigin
{
    private const int MaxHostLength = 261;

    private readonly bool _trustForwardedHeaders;

    /// <summary>Creates the rule.</summary>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public RequestOrigin(IOptions<SovdOptions> options) => _trustForwardedHeaders = options.Value.TrustForwardedHeaders;

    /// <summary>Origin of a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>For example <c>http://localhost:20002</c>; empty where the caller named no host, so that links are relative.</returns>
    public string Of(HttpRequest request)
    {
        var scheme = request.Scheme;
        var host = request.Host.Value;
        if (_trustForwardedHeaders)
        {
            ReadForwarded(request, ref scheme, ref host);
        }

        return string.IsNullOrEmpty(host) ? request.PathBase.Value ?? string.Empty : $"{scheme}://{host}{request.PathBase.Value}";
    }

    private static void ReadForwarded(HttpRequest request, ref string scheme, ref string? host)
    {
        var forwardedHost = First(request.Headers["X-Forwarded-Host"]);
        var forwardedScheme = First(request.Headers["X-Forwarded-Proto"]);

        // RFC 7239 comes first, and its first element is the hop nearest to the caller.
        foreach (var pair in First(request.Headers["Forwarded"]).Split(';', StringSplitOptions.TrimEntries))
        {
            if (pair.StartsWith("host=", StringComparison.OrdinalIgnoreCase))
            {
                forwardedHost = pair[5..].Trim('"');
            }
            else if (pair.StartsWith("proto=", StringComparison.OrdinalIgnoreCase))
            {
                forwardedScheme = pair[6..].Trim('"');
            }
        }

        if (IsHost(forwardedHost))
        {
            host = forwardedHost;
        }

        if (forwardedScheme.Equals("http", StringComparison.OrdinalIgnoreCase) || forwardedScheme.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            scheme = forwardedScheme.ToLowerInvariant();
        }
    }

    private static string First(string? header)
    {
        var text = header ?? string.Empty;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (comma < 0 ? text : text[..comma]).Trim();
    }

    private static bool IsHost(string host)
    {
        if (host.Length is 0 or > MaxHostLength)
        {
            return false;
        }

        foreach (var character in host)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_' or ':' or '[' or ']'))
            {
                return false;
            }
        }

        return true;
    }
}
