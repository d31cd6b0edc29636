using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Looks at a plugin's folder as a whole and tells everything that is wrong with it, not only the first thing.</summary>
/// <param name="hostSdk">Version of the SDK in this host.</param>
internal sealed class PluginInspection(SemanticVersion hostSdk)
{
    private readonly Loading.SharedAssemblies _shared = Loading.SharedAssemblies.Create();

    /// <summary>Inspects a folder.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="policy">Whom to trust; null leaves signatures aside.</param>
    /// <returns>The manifest when it can be read, who signed it when that was asked and is right, and what is wrong.</returns>
    /// <exception cref="IOException">Something cannot be read.</exception>
    public (PluginManifest? Manifest, PluginTrust? Trust, IReadOnlyList<PluginRejection> Findings) Inspect(string directory, PluginTrustPolicy? policy)
    {
        var findings = new List<PluginRejection>();
        byte[] bytes = [];
        PluginManifest? manifest = null;
        PluginTrust? trust = null;
        Try(findings, () =>
        {
            bytes = PluginManifestReader.ReadFile(directory);
            manifest = PluginManifestReader.Read(bytes);
        });
        if (manifest is null)
        {
            return (null, null, findings);
        }

        Try(findings, () => trust = policy?.Decide(directory, manifest, bytes));
        Try(findings, () => CheckVersion(manifest));
        findings.AddRange(PluginFolderVerifier.Examine(directory, manifest).Select(static problem => new PluginRejection(problem.Code, problem.Message)));
        if (File.Exists(Path.Combine(directory, Path.GetFileName(manifest.Main))))
        {
            Try(findings, () => PluginAssemblyGate.Check(directory, manifest, hostSdk, _shared));
        }

        return (manifest, trust, findings);
    }

    private static void CheckVersion(PluginManifest manifest)
    {
        if (!SemanticVersion.TryParse(manifest.Version, out _))
        {
            throw ManifestJson.Invalid($"'version' {manifest.Version} is no semantic version");
        }
    }

    private static void Try(List<PluginRejection> findings, Action step)
    {
        try
        {
            step();
        }
        catch (PluginProblemException problem)
        {
            findings.Add(new PluginRejection(problem.Code, problem.Message));
        }
    }
}
