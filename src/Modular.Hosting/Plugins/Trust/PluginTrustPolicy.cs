using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Decides whether a plugin may run, from where it stands, who signed it, and what ran before.</summary>
/// <param name="settings">Whom the operator trusts.</param>
/// <param name="installedFolder">Absolute path of the folder whose plugins are trusted as the executable is; null for none.</param>
/// <param name="isInsecureDevelopment">True with <c>--insecure-dev</c>.</param>
/// <param name="ledger">What ran before; null where nothing is run.</param>
/// <param name="timeProvider">The clock against which certificates must be valid.</param>
internal sealed class PluginTrustPolicy(
    TrustSettings settings,
    string? installedFolder,
    bool isInsecureDevelopment,
    VersionLedger? ledger,
    TimeProvider timeProvider)
{
    /// <summary>The policy of this process.</summary>
    public static PluginTrustPolicy Create(HostSettings settings, TimeProvider timeProvider) =>
        new(settings.Trust, HostSettings.InstalledPluginPath, settings.InsecureDevelopment, new VersionLedger(settings.DataPath), timeProvider);

    /// <summary>Decides.</summary>
    /// <param name="directory">Absolute path of the plugin's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="manifestBytes">The bytes the manifest was read from, so that no other file is verified than was read.</param>
    /// <returns>Why the plugin may run.</returns>
    /// <exception cref="PluginProblemException">It may not.</exception>
    public PluginTrust Decide(string directory, PluginManifest manifest, ReadOnlySpan<byte> manifestBytes)
    {
        settings.Denied.Check(manifest, manifestBytes);
        var exemption = FindExemption(directory);
        var signer = CheckSignature(directory, manifestBytes, isRequired: exemption is null);
        if (!settings.DowngradeAllowed.Contains(manifest.Id))
        {
            ledger?.Check(manifest.Id, manifest.Version);
        }

        return signer is null && exemption is { } kind ? new PluginTrust(kind) : new PluginTrust(PluginTrustKind.Signed, signer);
    }

    private PluginTrustKind? FindExemption(string directory)
    {
        if (settings.UnsignedFolders.Any(folder => IsInside(directory, folder)))
        {
            return PluginTrustKind.Exempt;
        }

        return settings.Mode switch
        {
            TrustMode.Signed => null,
            _ when installedFolder is not null && IsInside(directory, installedFolder) => PluginTrustKind.Installed,
            TrustMode.Hashes => PluginTrustKind.Exempt,
            _ => isInsecureDevelopment ? PluginTrustKind.Development : null,
        };
    }

    /// <remarks>A signature that is there must fit the manifest even where none is required; only its root may then be unknown.</remarks>
    private string? CheckSignature(string directory, ReadOnlySpan<byte> manifestBytes, bool isRequired)
    {
        var file = new FileInfo(Path.Combine(directory, PluginPackage.SignatureFile));
        if (!file.Exists)
        {
            return isRequired
                ? throw new PluginProblemException(
                    PluginReasonCode.SignatureMissing,
                    "The plugin is not signed. Sign it with 'modular plugin sign', or exempt a development folder with Plugins:Trust:UnsignedFolders.")
                : null;
        }

        using var envelope = SignatureEnvelopeJson.Read(BoundedFile.Read(file.FullName, SignatureEnvelopeJson.MaximumBytes, PluginReasonCode.SignatureMalformed));
        if (!SignatureAlgorithm.Verify(envelope.Signer, envelope.Algorithm, manifestBytes, envelope.Signature.Span))
        {
            throw new PluginProblemException(
                PluginReasonCode.SignatureInvalid, $"The signature of {envelope.Signer.Subject} is not one of this plugin.json.");
        }

        foreach (var certificate in envelope.Certificates)
        {
            settings.Denied.CheckCertificate(Thumbprint.Of(certificate), certificate.Subject);
        }

        try
        {
            CertificateChain.Check(envelope, settings, timeProvider.GetUtcNow());
            return envelope.Signer.Subject;
        }
        catch (PluginProblemException problem) when (!isRequired && problem.Code != PluginReasonCode.DeniedSigner)
        {
            return null;
        }
    }

    private static bool IsInside(string directory, string folder) =>
        (Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar).StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
