using System.Text.RegularExpressions;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>What never runs, whoever signed it: plugins, single versions, single manifests, and everything of a certificate.</summary>
internal sealed partial class DenyList
{
    private readonly HashSet<string> _entries;

    private DenyList(HashSet<string> entries) => _entries = entries;

    /// <summary>Denies nothing.</summary>
    public static DenyList Empty { get; } = new([]);

    /// <summary>Creates a list.</summary>
    /// <param name="entries">Texts which <see cref="IsEntry"/> accepts.</param>
    public static DenyList Create(IEnumerable<string> entries) =>
        new(entries.Select(static entry => Thumbprint.TryParse(entry, out var hash) ? hash : entry).ToHashSet(StringComparer.Ordinal));

    /// <summary>Says whether a text is an identifier, an <c>id@version</c> or a SHA-256.</summary>
    public static bool IsEntry(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return Thumbprint.TryParse(text, out _)
            || (IdPattern().IsMatch(at < 0 ? text : text[..at]) && (at < 0 || SemanticVersion.TryParse(text[(at + 1)..], out _)));
    }

    /// <summary>Refuses a manifest which is denied by plugin, version or hash.</summary>
    /// <exception cref="PluginProblemException">It is denied.</exception>
    public void Check(PluginManifest manifest, ReadOnlySpan<byte> manifestBytes)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        Check(manifest.Id, PluginReasonCode.DeniedPlugin, "the plugin");
        Check($"{manifest.Id}@{manifest.Version}", PluginReasonCode.DeniedVersion, "the version");
        Check(Thumbprint.Of(manifestBytes), PluginReasonCode.DeniedManifest, "the manifest with SHA-256");
    }

    /// <summary>Refuses what a denied certificate takes part in.</summary>
    /// <exception cref="PluginProblemException">It is denied.</exception>
    public void CheckCertificate(string thumbprint, string subject) =>
        Check(thumbprint, PluginReasonCode.DeniedSigner, $"the certificate {subject},");

    private void Check(string value, string code, string what)
    {
        if (_entries.Contains(value))
        {
            throw new PluginProblemException(code, $"The operator denies {what} {value} (Plugins:Trust:Denied).");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
