using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Modular.Hosting.OpenApi;

/// <summary>What one generation describes.</summary>
/// <param name="Items">Its fragments.</param>
/// <param name="Overrides">Its routes which lie over those of others; held as text, not as the plugin's endpoints.</param>
internal sealed record OpenApiFragments(ImmutableArray<JsonObject> Items, ImmutableArray<OpenApiOverride> Overrides)
{
    private const string Paths = "paths";

    /// <summary>The paths of a fragment without what describes overrides.</summary>
    public JsonObject? WithoutOverlays(JsonObject fragment)
    {
        if (fragment[Paths] is not JsonObject paths || Overrides.IsEmpty)
        {
            return fragment[Paths] as JsonObject;
        }

        var own = new JsonObject();
        foreach (var (path, item) in paths)
        {
            var left = new JsonObject();
            foreach (var (method, operation) in item as JsonObject ?? [])
            {
                if (Find(path, method) is null)
                {
                    left[method] = operation?.DeepClone();
                }
            }

            // What is said of a path as a whole, such as its parameters, is nobody's but its operations'.
            if (left.Any(static member => OpenApiOverlay.IsMethod(member.Key)) || left.Count == (item as JsonObject)?.Count)
            {
                own[path] = left;
            }
        }

        return own;
    }

    /// <summary>The descriptions of overrides.</summary>
    public IEnumerable<OpenApiOverlay> FindOverlays() =>
        from fragment in Items
        from path in fragment[Paths] as JsonObject ?? []
        from operation in path.Value as JsonObject ?? []
        let found = Find(path.Key, operation.Key)
        where found is not null
        select new OpenApiOverlay(path.Key, operation.Key, operation.Value, found);

    private OpenApiOverride? Find(string path, string method) => OpenApiOverlay.IsMethod(method)
        ? Overrides.FirstOrDefault(route =>
            route.Path == OpenApiOverlay.Normalize(path) && (route.Methods.IsEmpty || route.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)))
        : null;
}
