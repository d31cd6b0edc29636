using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modular.Hosting.Configuration.Schema;

/// <summary>The schema a plugin brings.</summary>
/// <param name="Settings">What its sections may be.</param>
/// <param name="Json">The same as it was written, for editors.</param>
internal sealed record PluginSchema(SettingsSchema Settings, JsonObject Json)
{
    private const string Properties = "properties";

    /// <summary>Reads <c>plugin.schema.json</c>.</summary>
    /// <param name="utf8Json">The file.</param>
    /// <param name="sections">Sections which the plugin's manifest names.</param>
    /// <exception cref="InvalidDataException">It is no schema the host can hold, or speaks of other sections.</exception>
    public static PluginSchema Read(byte[] utf8Json, IReadOnlyList<string> sections)
    {
        var settings = SettingsSchemaReader.Read(utf8Json);
        var foreign = settings.Properties.Keys.FirstOrDefault(section => !sections.Contains(section, StringComparer.OrdinalIgnoreCase));
        if (foreign is not null)
        {
            throw new InvalidDataException($"/{Properties}/{foreign}: is no section which the plugin's manifest names");
        }

        var json = JsonNode.Parse(utf8Json, null, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return new PluginSchema(settings, (JsonObject)json!);
    }

    /// <summary>The schema of each section, as it was written.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Sections => Json[Properties] as JsonObject ?? [];
}
