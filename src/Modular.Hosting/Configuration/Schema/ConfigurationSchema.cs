using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Configuration.Schema;

/// <summary>The schema of <c>modular.json</c>: the host's sections and those of the plugins, for editors.</summary>
internal static class ConfigurationSchema
{
    private const string Resource = "Modular.Hosting.host.schema.json";

    /// <summary>Merges.</summary>
    public static JsonObject Create(PluginCatalog catalog)
    {
        var schema = ReadHost();
        var properties = schema["properties"]!.AsObject();
        foreach (var section in catalog.Sections.Order(StringComparer.OrdinalIgnoreCase))
        {
            // Known to a plugin that does not say more.
            properties[section] = new JsonObject { ["type"] = "object" };
        }

        foreach (var package in catalog.Packages)
        {
            foreach (var (section, of) in package.Schema?.Sections ?? [])
            {
                properties[section] = of?.DeepClone();
            }
        }

        return schema;
    }

    /// <summary>Reads the schema of the host's own sections.</summary>
    public static JsonObject ReadHost()
    {
        using var stream = typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly; the build is broken.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
