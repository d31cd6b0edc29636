using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>A plugin folder which agrees with its manifest.</summary>
/// <param name="Manifest">What the plugin says of itself.</param>
/// <param name="Directory">Absolute path of the folder.</param>
/// <param name="Defaults">Lowest layer of configuration, from <c>plugin.defaults.json</c>; empty without that file.</param>
internal sealed record PluginPackage(PluginManifest Manifest, string Directory, IReadOnlyDictionary<string, string?> Defaults)
{
    /// <summary>Name of the manifest in the folder.</summary>
    public const string ManifestFile = "plugin.json";

    /// <summary>Name of the detached signature. Not among the hashed files, since it signs their hashes.</summary>
    public const string SignatureFile = "plugin.json.sig";

    /// <summary>Name of the file with defaults.</summary>
    public const string DefaultsFile = "plugin.defaults.json";

    /// <summary>Name of the file with the schema of its sections.</summary>
    public const string SchemaFile = "plugin.schema.json";

    /// <summary>What its sections may be; null when it does not say.</summary>
    public Configuration.Schema.PluginSchema? Schema { get; init; }

    /// <summary>Why the plugin may run.</summary>
    public required PluginTrust Trust { get; init; }

    /// <summary>Absolute path of the plugin root the folder is in.</summary>
    public string Root => Path.GetFullPath(Path.Combine(Directory, "..", ".."));

    /// <summary>Absolute path of the main assembly.</summary>
    public string MainPath => Path.Combine(Directory, Manifest.Main);
}
