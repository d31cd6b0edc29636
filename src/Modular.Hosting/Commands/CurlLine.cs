using System.Text;
using Modular.Sdk.Hosting;

namespace Modular.Hosting.Commands;

/// <summary>Writes a request as a line for a POSIX shell.</summary>
internal static class CurlLine
{
    public static string Create(string address, string? token, DemoRequest request)
    {
        var line = new StringBuilder("curl -sS");
        if (request.Method != "GET")
        {
            line.Append(" -X ").Append(Quote(request.Method));
        }

        if (token is not null)
        {
            line.Append(" -H ").Append(Quote($"Authorization: Bearer {token}"));
        }

        if (request.Body is { } body)
        {
            line.Append(" -H ").Append(Quote("Content-Type: application/json")).Append(" -d ").Append(Quote(body));
        }

        return line.Append(' ').Append(Quote(address + request.Path)).ToString();
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
