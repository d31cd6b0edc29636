using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Server;

namespace Modular.Hosting.OpenApi;

/// <summary>The description of the API, merged from the fragments of the plugins.</summary>
internal sealed partial class OpenApiDocument(ILogger<OpenApiDocument> logger)
{
    /// <summary>Largest fragment of a plugin, in bytes.</summary>
    public const int MaximumFragmentBytes = 16 * 1024 * 1024;

    private ImmutableDictionary<PluginGeneration, OpenApiFragments> _fragments = ImmutableDictionary<PluginGeneration, OpenApiFragments>.Empty;

    private string? _merged;

    /// <summary>Adds what a generation describes.</summary>
    /// <exception cref="PluginProblemException">A fragment is too large or no JSON object.</exception>
    public void Add(PluginGeneration generation, PluginOfferings offerings)
    {
        if (offerings.OpenApi.Count > 0)
        {
            ImmutableInterlocked.Update(
                ref _fragments, static (all, item) => all.SetItem(item.generation, item.fragments), (generation, fragments: Parse(offerings)));
            Volatile.Write(ref _merged, null);
        }
    }

    /// <summary>Puts what a generation describes into the place of what its predecessor described.</summary>
    /// <exception cref="PluginProblemException">A fragment is too large or no JSON object; nothing was changed.</exception>
    public void Replace(PluginGeneration old, PluginGeneration generation, PluginOfferings offerings)
    {
        ImmutableInterlocked.Update(
            ref _fragments,
            static (all, item) => all.Remove(item.old).SetItem(item.generation, item.fragments),
            (old, generation, fragments: Parse(offerings)));
        Volatile.Write(ref _merged, null);
    }

    /// <summary>Removes what a generation described.</summary>
    public void Remove(PluginGeneration generation)
    {
        ImmutableInterlocked.Update(ref _fragments, static (all, key) => all.Remove(key), generation);
        Volatile.Write(ref _merged, null);
    }

    /// <summary>Writes the document for a caller.</summary>
    /// <param name="serverUrl">How the caller reached the server, for example <c>http://127.0.0.1:20002</c>.</param>
    public string Write(string serverUrl)
    {
        // Only the server differs between callers; the rest is merged once for each change of the plugins.
        var merged = Volatile.Read(ref _merged);
        if (merged is null)
        {
            merged = Merge().ToJsonString();
            Volatile.Write(ref _merged, merged);
        }

        var servers = new JsonArray(new JsonObject { ["url"] = serverUrl }).ToJsonString();
        return $"{merged[..^1]},\"servers\":{servers}}}";
    }

    private static OpenApiFragments Parse(PluginOfferings offerings) => new(
        [.. offerings.OpenApi.Select(Parse)],
        [.. offerings.Endpoints.Where(static route => route.Override is not null).Select(OpenApiOverride.Create)]);

    private static JsonObject Parse(ReadOnlyMemory<byte> fragment)
    {
        try
        {
            if (fragment.Length <= MaximumFragmentBytes && JsonNode.Parse(fragment.Span) is JsonObject parsed)
            {
                return parsed;
            }
        }
        catch (JsonException)
        {
            // Told below, in the host's words.
        }

        throw new PluginProblemException(
            PluginReasonCode.StartFailed, $"The plugin's API description is no JSON object of at most {MaximumFragmentBytes} bytes.");
    }

    private JsonObject Merge()
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Modular", ["version"] = ProductVersion.Text },
            ["tags"] = new JsonArray(),
            ["paths"] = HostPathsDescription.Create(),
            ["components"] = new JsonObject(),
        };
        var ordered = _fragments.OrderBy(static item => item.Key.Identity.Id, StringComparer.Ordinal).ToList();
        foreach (var (generation, fragments) in ordered)
        {
            foreach (var fragment in fragments.Items)
            {
                Merge(document, fragment, fragments, generation.Identity.Id);
            }
        }

        // What lies over an endpoint tells what callers meet there. The outermost has the last word.
        var paths = document["paths"]!.AsObject();
        var overlays = ordered.SelectMany(static item => item.Value.FindOverlays().Select(overlay => (overlay, item.Key.Identity.Id)))
            .OrderByDescending(static item => item.overlay.Override.IsReplacement)
            .ThenByDescending(static item => item.overlay.Override.Order)
            .ThenByDescending(static item => item.Id, StringComparer.Ordinal);
        foreach (var (overlay, _) in overlays)
        {
            overlay.Apply(paths);
        }

        return document;
    }

    private void Merge(JsonObject document, JsonObject fragment, OpenApiFragments fragments, string plugin)
    {
        MergeMembers(document["paths"]!.AsObject(), fragments.WithoutOverlays(fragment), plugin, depth: 1);
        MergeMembers(document["components"]!.AsObject(), fragment["components"] as JsonObject, plugin, depth: 1);
        foreach (var tag in fragment["tags"] as JsonArray ?? [])
        {
            document["tags"]!.AsArray().Add(tag?.DeepClone());
        }
    }

    private void MergeMembers(JsonObject target, JsonObject? source, string plugin, int depth)
    {
        foreach (var (name, value) in source ?? [])
        {
            if (target[name] is not { } present)
            {
                target[name] = value?.DeepClone();
            }
            else if (depth > 0 && present is JsonObject presentObject && value is JsonObject valueObject)
            {
                MergeMembers(presentObject, valueObject, plugin, depth - 1);
            }
            else if (!JsonNode.DeepEquals(present, value))
            {
                LogConflict(plugin, name);
            }
        }
    }

    [LoggerMessage(EventIds.OpenApiConflict, LogLevel.Warning, "Plugin {Plugin} describes {Name} in its API differently from another plugin; the first description stays")]
    private partial void LogConflict(string plugin, string name);
}
