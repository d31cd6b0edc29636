using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Modular.Hosting.Configuration;

/// <summary>One address the server listens on.</summary>
/// <param name="Address">IP address.</param>
/// <param name="Port">TCP port; 0 lets the system choose one.</param>
/// <param name="IsHttps">True for TLS.</param>
internal sealed record ListenAddress(IPAddress Address, int Port, bool IsHttps)
{
    /// <summary>True when only processes of this machine can connect.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Reads one URL.</summary>
    /// <param name="url">For example <c>http://127.0.0.1:20002</c>; <c>*</c> stands for all addresses.</param>
    /// <param name="address">The address, when the URL is one.</param>
    /// <param name="reason">Why not, otherwise.</param>
    public static bool TryParse(string url, [NotNullWhen(true)] out ListenAddress? address, [NotNullWhen(false)] out string? reason)
    {
        address = null;
        var parsable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(parsable, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            reason = $"'{url}' is no URL of the form http://ADDRESS:PORT";
            return false;
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
        {
            reason = $"'{url}' must hold no more than scheme, address and port";
            return false;
        }

        var ip = uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : null;
        if (ip is null && !IPAddress.TryParse(uri.Host.Trim('[', ']'), out ip))
        {
            reason = $"'{url}' must name an IP address of this machine, localhost or *";
            return false;
        }

        address = new ListenAddress(ip, uri.Port, uri.Scheme == "https");
        reason = null;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsHttps ? "https" : "http")}://{new IPEndPoint(Address, Port)}";
}
