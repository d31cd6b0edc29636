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
        [HostPaths.Plugins + "/{id}"] = WithId(Merge(
            Get("A plugin and its generations", ("200", "The plugin"), ("404", "There is no such plugin")),
            Describe(
                "delete",
                "Ends a plugin of tier T1 and forgets it until the server restarts; its files stay",
                ("204", "Ended"), ("404", "There is no such plugin"), ("409", "It stays, since another one requires it or it cannot be ended")))),
        [HostPaths.Plugins + "/{id}/replace"] = WithId(Describe(
            "post",
            "Lets the highest version of a plugin serve, or the one that the query parameter 'version' names: in the place of the present one (tier T1), or at all when the plugin is new or does not run",
            ("200", "It serves"), ("404", "There is no such plugin"), ("409", "Not replaced: the plugin which served serves on"))),
        [HostPaths.Plugins + "/{id}/release"] = WithId(Describe(
            "post",
            "Lets a plugin in quarantine try again, and forgets why it was kept out",
            ("200", "It runs"), ("404", "There is no such plugin"), ("409", "It does not run, with the reason"))),
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

    private static JsonObject Merge(JsonObject path, JsonObject other)
    {
        foreach (var (method, description) in other)
        {
            path[method] = description?.DeepClone();
        }

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
