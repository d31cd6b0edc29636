using System.Text.Json.Nodes;
using Modular.Host.Http;

namespace Modular.Host.OpenApi;

/// <summary>Describes what the host serves itself.</summary>
internal static class HostPathsDescription
{
    public static JsonObject Create() => new()
    {
        [HostPaths.Health] = Get("State of the server and of its parts", ("200", "The state")),
        [HostPaths.Ready] = Get(
            "Whether the server is ready, for load balancers and supervisors", ("204", "Ready"), ("503", "Not ready")),
    };

    private static JsonObject Get(string summary, params (string Status, string Description)[] responses)
    {
        var described = new JsonObject();
        foreach (var (status, description) in responses)
        {
            described[status] = new JsonObject { ["description"] = description };
        }

        return new JsonObject
        {
            ["get"] = new JsonObject { ["summary"] = summary, ["tags"] = new JsonArray("server"), ["responses"] = described },
        };
    }
}
