using System.Text.Json.Nodes;
using Modular.Hosting.Http;

namespace Modular.Hosting.OpenApi;

/// <summary>Describes what the host serves itself.</summary>
internal static class HostPathsDescription
{
    public static JsonObject Create() => new()
    {
        [HostPaths.Health] = Get("State of the server and of its parts", ("200", "The state")),
        [HostPaths.Ready] = Get(
            "Whether the server is ready, for load balancers and supervisors", ("204", "Ready"), ("503", "Not ready")),
        [HostPaths.Plugins] = Get("The plugins, for authenticated callers on the server's machine", ("200", "The plugins")),
        [HostPaths.Plugins + "/{id}"] = WithId(Get("A plugin and its generations", ("200", "The plugin"), ("404", "There is no such plugin"))),
        [HostPaths.Plugins + "/{id}/replace"] = WithId(Describe(
            "post",
            "Replaces a plugin of tier T1 by its highest version, or by the one that the query parameter 'version' names",
            ("200", "Replaced"), ("404", "There is no such plugin"), ("409", "Not replaced: the plugin which served serves on"))),
    };

    private static JsonObject WithId(JsonObject path)
    {
        path["parameters"] = new JsonArray(new JsonObject
        {
            ["name"] = "id",
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = new JsonObject { ["type"] = "string" },
        });
        return path;
    }

    private static JsonObject Get(string summary, params (string Status, string Description)[] responses) =>
        Describe("get", summary, responses);

    private static JsonObject Describe(string method, string summary, params (string Status, string Description)[] responses)
    {
        var described = new JsonObject();
        foreach (var (status, description) in responses)
        {
            described[status] = new JsonObject { ["description"] = description };
        }

        return new JsonObject
        {
            [method] = new JsonObject { ["summary"] = summary, ["tags"] = new JsonArray("server"), ["responses"] = described },
        };
    }
}
