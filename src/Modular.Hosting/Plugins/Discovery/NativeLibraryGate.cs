using System.Text.Json;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Refuses a plugin whose native libraries are all for other systems, or not in its folder.</summary>
internal static class NativeLibraryGate
{
    private const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Checks a folder which agrees with its manifest.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="identifiers">Runtime identifiers of this process.</param>
    /// <exception cref="PluginProblemException">A native library for this system is missing.</exception>
    public static void Check(string directory, PluginManifest manifest, IReadOnlyList<string> identifiers)
    {
        if (manifest.Native.Count > 0 && !manifest.Native.Any(identifiers.Contains))
        {
            throw Missing($"The plugin has native libraries for {string.Join(", ", manifest.Native)} only; this host is {identifiers[0]}.");
        }

        var file = Path.ChangeExtension(manifest.Main, ".deps.json");
        if (!manifest.Files.ContainsKey(file))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(
                Trust.BoundedFile.Read(Path.Combine(directory, file), MaximumBytes, PluginReasonCode.AssemblyInvalid), new JsonDocumentOptions { MaxDepth = 16 });
            foreach (var target in Members(document.RootElement, "targets"))
            {
                foreach (var library in target.Value.EnumerateObject())
                {
                    Check(library, manifest, identifiers);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new PluginProblemException(PluginReasonCode.AssemblyInvalid, $"{file} cannot be read: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static void Check(JsonProperty library, PluginManifest manifest, IReadOnlyList<string> identifiers)
    {
        var natives = Members(library.Value, "runtimeTargets")
            .Where(static asset => asset.Value.TryGetProperty("assetType", out var type) && type.GetString() == "native")
            .Select(static asset => (asset.Name, Runtime: asset.Value.TryGetProperty("rid", out var rid) ? rid.GetString() : null))
            .ToList();
        if (natives.Count == 0)
        {
            return;
        }

        var mine = natives.FindAll(asset => asset.Runtime is not null && identifiers.Contains(asset.Runtime));
        if (mine.Count == 0)
        {
            throw Missing(
                $"{library.Name} has native libraries for {string.Join(", ", natives.Select(static asset => asset.Runtime).Distinct())} only; this host is {identifiers[0]}.");
        }

        if (mine.Find(asset => !manifest.Files.ContainsKey(asset.Name)) is { Name: { } absent })
        {
            throw Missing($"{library.Name} needs {absent}, which is not in the folder.");
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) ? member.EnumerateObject() : default;

    private static PluginProblemException Missing(string reason) => new(PluginReasonCode.NativeMissing, reason);
}
