using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;

namespace Modular.Hosting.Plugins.Installation;

/// <summary>Puts plugins into a plugin folder and takes them out. Nothing of a plugin runs.</summary>
/// <remarks>
/// A version is there whole or not at all: it is unpacked and verified beside the others, in a folder whose name begins
/// with a dot and which therefore is no plugin, and then renamed. What the host would not load is not installed.
/// </remarks>
internal sealed class PluginInstaller(HostSettings settings, PluginCatalog catalog, TimeProvider timeProvider)
{
    private const string Staging = ".install-";
    private const string Leaving = ".remove-";
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    /// <summary>Installs an archive into the root that has the plugin already, else into the first additional one, else into the main one.</summary>
    /// <param name="archive">Absolute path of a <c>.modplugin</c> file.</param>
    /// <returns>The package where it is now, or everything that keeps it out.</returns>
    /// <exception cref="PluginProblemException">The archive cannot be unpacked.</exception>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    public (PluginPackage? Package, IReadOnlyList<PluginRejection> Findings) Install(string archive)
    {
        if (!File.Exists(archive))
        {
            throw new FileNotFoundException($"there is no file {archive}; 'modular plugin pack' makes one of a folder");
        }

        var target = settings.AdditionalPluginPaths.Count > 0 ? settings.AdditionalPluginPaths[0] : settings.PluginPath;
        Directory.CreateDirectory(target);
        RemoveStale(target);
        var staging = Path.Combine(target, Staging + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(staging);
            PluginArchive.Extract(archive, staging);

            // Where it stands says nothing about a file that somebody brought: neither is it installed yet, nor is its folder the executable's.
            var policy = new PluginTrustPolicy(
                settings.Trust, installedFolder: null, settings.InsecureDevelopment, new VersionLedger(settings.DataPath), timeProvider);
            var (manifest, trust, findings) = new PluginInspection(ProductVersion.Sdk).Inspect(staging, policy);
            if (findings.Count > 0 || manifest is null)
            {
                return (null, findings);
            }

            var root = PluginDiscovery.FindRoot(catalog.Roots, manifest.Id) ?? target;
            if (FindCollision(manifest) is { } collision)
            {
                return (null, [collision]);
            }

            var folder = Path.Combine(root, manifest.Id, manifest.Version);
            if (Directory.Exists(folder))
            {
                return (null, [new(PluginReasonCode.VersionInstalled, $"{manifest.Id} {manifest.Version} is installed in {folder}. A version never changes: raise it, or 'modular plugin remove {manifest.Id} {manifest.Version}' first.")]);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.Move(staging, folder);
            return (new PluginPackage(manifest, folder, new Dictionary<string, string?>()) { Trust = trust! }, []);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    /// <summary>Finds the folder of a plugin, or of one version of it.</summary>
    /// <param name="id">What is asked for. Compared with the folders there are, never made a path.</param>
    /// <param name="version">A version, or null for all of them.</param>
    /// <exception cref="PluginProblemException">There is none.</exception>
    public string Find(string id, string? version)
    {
        var root = PluginDiscovery.FindRoot(catalog.Roots, id)
            ?? throw new PluginProblemException(PluginReasonCode.VersionUnknown, $"There is no plugin {id} in {string.Join(", ", catalog.Roots)}.");
        var folder = Path.Combine(root, id);
        return version is null
            ? folder
            : Directory.EnumerateDirectories(folder).FirstOrDefault(path => Path.GetFileName(path) == version)
                ?? throw new PluginProblemException(PluginReasonCode.VersionUnknown, $"There is no version {version} of {id} in {folder}.");
    }

    /// <summary>Takes a folder out: renamed first, so that nobody sees half of it.</summary>
    /// <param name="folder">What <see cref="Find"/> found.</param>
    /// <exception cref="IOException">It cannot be moved, for example because a server on Windows has it loaded.</exception>
    public void Remove(string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        var root = catalog.Roots.Contains(parent, StringComparer.Ordinal) ? parent : Path.GetDirectoryName(parent)!;
        var leaving = Path.Combine(root, Leaving + Guid.NewGuid().ToString("N"));
        Directory.Move(folder, leaving);
        Directory.Delete(leaving, recursive: true);
        if (parent != root && !Directory.EnumerateFileSystemEntries(parent).Any())
        {
            Directory.Delete(parent);
        }
    }

    private PluginRejection? FindCollision(PluginManifest manifest)
    {
        foreach (var other in catalog.Candidates.Where(candidate => candidate.Id != manifest.Id && candidate.Manifest is not null))
        {
            var command = manifest.Commands.FirstOrDefault(command => other.Manifest!.Commands.Any(taken => taken.Name == command.Name));
            if (command is not null)
            {
                return new(PluginReasonCode.CommandInvalid, $"The command '{command.Name}' is already brought by {other.Id}.");
            }
        }

        return null;
    }

    private void RemoveStale(string root)
    {
        // What an installation or removal left that was broken off; a younger one may be at work.
        var before = timeProvider.GetUtcNow() - Stale;
        foreach (var folder in Directory.EnumerateDirectories(root, ".*").Where(static folder =>
            Path.GetFileName(folder).StartsWith(Staging, StringComparison.Ordinal) || Path.GetFileName(folder).StartsWith(Leaving, StringComparison.Ordinal)))
        {
            if (Directory.GetLastWriteTimeUtc(folder) < before.UtcDateTime)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
