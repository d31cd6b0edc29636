using Modular.Hosting.Configuration;
using Modular.Hosting.Configuration.Schema;
using Modular.Hosting.Plugins.Loading;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Finds and verifies <c>&lt;root&gt;/&lt;id&gt;/&lt;version&gt;/plugin.json</c>. Nothing of a plugin runs here.</summary>
/// <remarks>
/// The highest version of a plugin is the one that counts. When it is rejected no lower one takes its place: a plugin
/// would otherwise be downgraded by damaging a file.
/// </remarks>
internal sealed class PluginDiscovery(SemanticVersion hostSdk, PluginTrustPolicy trust)
{
    private const int MaximumPlugins = 256;

    private readonly SharedAssemblies _shared = SharedAssemblies.Create();

    /// <summary>Searches roots. A folder whose name begins with a dot is no plugin.</summary>
    /// <param name="root">Absolute path. A root that does not exist gives an empty catalog.</param>
    /// <param name="additional">Absolute paths of further roots. A plugin which an earlier root has is not taken from a later one.</param>
    public PluginCatalog Discover(string root, params IReadOnlyList<string> additional)
    {
        var folders = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var shadowed = new List<string>();
        foreach (var folder in additional.Prepend(root).Where(Directory.Exists).SelectMany(FindPlugins))
        {
            if (!folders.TryAdd(Path.GetFileName(folder), folder))
            {
                shadowed.Add(folder);
            }
        }

        var candidates = folders.Values.AsParallel().AsOrdered().Select(folder => Examine(folder, null)).ToList();
        RejectSharedCommands(candidates);
        return new PluginCatalog(root, candidates) { Roots = [root, .. additional], Discovery = this, Shadowed = shadowed };
    }

    /// <summary>Examines one plugin as it lies in a root now.</summary>
    /// <param name="root">Absolute path.</param>
    /// <param name="id">Its identifier, known to be one.</param>
    /// <param name="version">A semantic version, or null for the highest.</param>
    public PluginCandidate Examine(string root, string id, SemanticVersion? version) => Examine(Path.Combine(root, id), version);

    /// <summary>Finds the root which has a plugin; the first one counts.</summary>
    /// <param name="roots">Absolute paths.</param>
    /// <param name="id">What is asked for. Compared with the folders there are, never made a path.</param>
    /// <returns>Null when none has it.</returns>
    public static string? FindRoot(IEnumerable<string> roots, string id) =>
        roots.FirstOrDefault(root => Directory.Exists(root) && FindPlugins(root).Any(folder => Path.GetFileName(folder) == id));

    /// <summary>The identifiers for which a root has a folder.</summary>
    public static IEnumerable<string> FindIds(string root) => Directory.Exists(root) ? FindPlugins(root).Select(static folder => Path.GetFileName(folder)) : [];

    private static IEnumerable<string> FindPlugins(string root) =>
        Directory.EnumerateDirectories(root)
            .Where(static folder => !Path.GetFileName(folder).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Take(MaximumPlugins);

    private static void RejectSharedCommands(List<PluginCandidate> candidates)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < candidates.Count; index++)
        {
            foreach (var command in candidates[index].Package?.Manifest.Commands ?? [])
            {
                if (!owners.TryAdd(command.Name, candidates[index].Id))
                {
                    candidates[index] = candidates[index] with
                    {
                        Package = null,
                        Rejection = new(
                            PluginReasonCode.CommandInvalid, $"The command '{command.Name}' is already brought by {owners[command.Name]}."),
                    };
                    break;
                }
            }
        }
    }

    private PluginCandidate Examine(string folder, SemanticVersion? named)
    {
        var candidate = new PluginCandidate { Id = Path.GetFileName(folder), Version = string.Empty };
        try
        {
            var versions = Directory.EnumerateDirectories(folder).Select(static path => Path.GetFileName(path)).ToList();
            var wrong = versions.Find(static name => !SemanticVersion.TryParse(name, out _));
            if (versions.Count == 0 || wrong is not null)
            {
                throw new PluginProblemException(
                    PluginReasonCode.FolderInvalid,
                    wrong is null
                        ? "The folder holds no version. A plugin is <id>/<version>/plugin.json."
                        : $"The folder '{wrong}' is not named by a semantic version such as 1.2.3.");
            }

            if (named is not null && !versions.Contains(named.ToString(), StringComparer.Ordinal))
            {
                throw new PluginProblemException(PluginReasonCode.VersionUnknown, $"There is no version {named} of the plugin.");
            }

            candidate = candidate with { Version = named?.ToString() ?? versions.MaxBy(static name => SemanticVersion.TryParse(name, out var version) ? version : null)! };
            var directory = Path.Combine(folder, candidate.Version);
            var bytes = PluginManifestReader.ReadFile(directory);
            var manifest = PluginManifestReader.Read(bytes);
            candidate = candidate with { Manifest = manifest };
            CheckIdentity(candidate, manifest);
            var reason = trust.Decide(directory, manifest, bytes);
            PluginFolderVerifier.Verify(directory, manifest);
            PluginAssemblyGate.Check(directory, manifest, hostSdk, _shared);
            return candidate with { Package = new PluginPackage(manifest, directory, ReadDefaults(directory, manifest)) { Trust = reason, Schema = ReadSchema(directory, manifest) } };
        }
        catch (PluginProblemException problem)
        {
            return candidate with { Rejection = new(problem.Code, problem.Message) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return candidate with { Rejection = new(PluginReasonCode.Unreadable, $"The folder cannot be read: {exception.Message}") };
        }
    }

    private static void CheckIdentity(PluginCandidate candidate, PluginManifest manifest)
    {
        if (manifest.Id != candidate.Id)
        {
            throw new PluginProblemException(PluginReasonCode.IdMismatch, $"plugin.json says the plugin is {manifest.Id}, its folder says {candidate.Id}.");
        }

        if (manifest.Version != candidate.Version)
        {
            throw new PluginProblemException(
                PluginReasonCode.VersionMismatch, $"plugin.json says the version is {manifest.Version}, its folder says {candidate.Version}.");
        }
    }

    private static PluginSchema? ReadSchema(string directory, PluginManifest manifest)
    {
        if (!manifest.Files.ContainsKey(PluginPackage.SchemaFile))
        {
            return null;
        }

        try
        {
            return PluginSchema.Read(
                BoundedFile.Read(Path.Combine(directory, PluginPackage.SchemaFile), SettingsSchemaReader.MaximumBytes, PluginReasonCode.SettingsSchemaInvalid),
                manifest.Sections);
        }
        catch (InvalidDataException exception)
        {
            throw new PluginProblemException(PluginReasonCode.SettingsSchemaInvalid, $"{PluginPackage.SchemaFile}: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static IReadOnlyDictionary<string, string?> ReadDefaults(string directory, PluginManifest manifest)
    {
        if (!manifest.Files.ContainsKey(PluginPackage.DefaultsFile))
        {
            return new Dictionary<string, string?>();
        }

        try
        {
            var defaults = JsonLayerReader.Read(Path.Combine(directory, PluginPackage.DefaultsFile));
            var foreign = defaults.Keys.FirstOrDefault(key => !manifest.Sections.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase));
            return foreign is null
                ? defaults
                : throw new InvalidDataException($"{foreign} is in no section which the plugin's manifest names");
        }
        catch (InvalidDataException exception)
        {
            throw new PluginProblemException(PluginReasonCode.DefaultsInvalid, $"{PluginPackage.DefaultsFile}: {exception.Message.TrimEnd('.')}.");
        }
    }
}
