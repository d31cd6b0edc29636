namespace Modular.Hosting.Plugins.Discovery;

/// <summary>What discovery found in a plugin root.</summary>
/// <param name="Root">Absolute path that was searched.</param>
/// <param name="Candidates">One for each plugin, ordered by identifier.</param>
internal sealed record PluginCatalog(string Root, IReadOnlyList<PluginCandidate> Candidates)
{
    /// <summary>True when there is a folder at all.</summary>
    public bool RootExists => Directory.Exists(Root);

    /// <summary>All roots that were searched, absolute, the first one first.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [Root];

    /// <summary>What found them: a plugin that is looked at again is judged as at the start.</summary>
    public required PluginDiscovery Discovery { get; init; }

    /// <summary>Folders of a later root which an earlier root's plugin of the same identifier hides.</summary>
    public IReadOnlyList<string> Shadowed { get; init; } = [];

    /// <summary>Sections which the plugins' manifests name, also those of rejected plugins.</summary>
    public IReadOnlySet<string> Sections { get; } =
        Candidates.SelectMany(static candidate => candidate.Manifest?.Sections ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a manifest could not be read, so that nobody knows which sections its plugin has.</summary>
    public bool HasUnreadableManifest => Candidates.Any(static candidate => candidate.Manifest is null);

    /// <summary>The packages that may be loaded.</summary>
    public IEnumerable<PluginPackage> Packages => Candidates.Select(static candidate => candidate.Package).OfType<PluginPackage>();

    /// <summary>The package which brings a command, or null.</summary>
    public PluginPackage? FindCommand(string name) =>
        Packages.FirstOrDefault(package => package.Manifest.Commands.Any(command => command.Name == name));

    /// <summary>The package which provides a contract, or null. With several, the first by identifier.</summary>
    public PluginPackage? FindProvider(Type contract) =>
        Packages.FirstOrDefault(package => package.Manifest.Provides.Contains(contract.FullName, StringComparer.Ordinal));
}
