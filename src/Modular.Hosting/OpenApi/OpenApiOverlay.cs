using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modular.Hosting.OpenApi;

/// <summary>The description of an operation which lies over one of another plugin.</summary>
/// <param name="Path">As the plugin wrote it.</param>
/// <param name="Method">In lower case.</param>
/// <param name="Operation">The description.</param>
/// <param name="Override">How it lies over the other.</param>
internal sealed partial record OpenApiOverlay(string Path, string Method, JsonNode? Operation, OpenApiOverride Override)
{
    private static readonly HashSet<string> Methods =
        new(StringComparer.OrdinalIgnoreCase) { "get", "put", "post", "delete", "options", "head", "patch", "trace" };

    /// <summary>Says whether a member of a path is an operation.</summary>
    public static bool IsMethod(string member) => Methods.Contains(member);

    /// <summary>Makes paths comparable: lower case, and no names of parameters.</summary>
    public static string Normalize(string path) => Parameter().Replace(path, "{}").TrimEnd('/').ToLowerInvariant();

    /// <summary>Puts the description into the place of the other plugin's. Without one there is nothing to lie over.</summary>
    public void Apply(JsonObject paths)
    {
        var normal = Normalize(Path);
        var present = paths.Where(pair => Normalize(pair.Key) == normal).Select(static pair => pair.Key).FirstOrDefault();
        if (present is null || paths[present] is not JsonObject item || !item.ContainsKey(Method))
        {
            return;
        }

        if (present == Path)
        {
            item[Method] = Operation?.DeepClone();
            return;
        }

        // Other names of parameters are another template, which the description's own parameters refer to.
        item.Remove(Method);
        if (paths[Path] is not JsonObject own)
        {
            paths[Path] = own = [];
        }

        own[Method] = Operation?.DeepClone();
        if (!item.Any(static member => IsMethod(member.Key)))
        {
            paths.Remove(present);
        }
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
