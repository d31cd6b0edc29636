using System.Globalization;
using System.Runtime.Versioning;
using Modular.Hosting.Plugins.Loading;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Reads a plugin's folder without running anything of it and refuses one this host cannot run.</summary>
/// <remarks>
/// Contracts are shared by simple name, so a plugin built on a newer SDK would load and then fail in the middle of a
/// call. The gate finds that before anything runs.
/// </remarks>
internal static class PluginAssemblyGate
{
    private const string Core = ".NETCoreApp";
    private const string Standard = ".NETStandard";

    /// <summary>Checks a folder which agrees with its manifest.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="hostSdk">Version of the SDK in the host.</param>
    /// <param name="shared">What the host shares; a copy of it in the folder is refused.</param>
    /// <exception cref="PluginProblemException">The host cannot run it.</exception>
    public static void Check(string directory, PluginManifest manifest, SemanticVersion hostSdk, SharedAssemblies shared)
    {
        ContractGate.Check(manifest.Sdk, hostSdk);
        var stamps = AssemblyStamps.Read(Path.Combine(directory, manifest.Main));
        CheckStamp(stamps.SdkVersion, manifest);
        CheckCopies(manifest, shared);
        CheckFramework(stamps.TargetFramework, manifest.Main);
        NativeLibraryGate.Check(directory, manifest, RuntimeIdentifiers.Current());
    }

    private static void CheckStamp(string? stamp, PluginManifest manifest)
    {
        if (stamp is null)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkUnstamped,
                $"{manifest.Main} does not say which SDK it was compiled against ({AssemblyStamps.SdkVersionKey}); build it with the targets of the SDK.");
        }

        if (stamp != manifest.Sdk.ToString())
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkMismatch, $"The manifest says SDK {manifest.Sdk}, but {manifest.Main} was compiled against {stamp}.");
        }
    }

    private static void CheckCopies(PluginManifest manifest, SharedAssemblies shared)
    {
        foreach (var path in manifest.Files.Keys)
        {
            if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && shared.IsFramework(Path.GetFileNameWithoutExtension(path)))
            {
                throw new PluginProblemException(
                    PluginReasonCode.FrameworkCopied, $"{path} belongs to the shared framework, which the host brings. Reference the framework and build again.");
            }
        }
    }

    private static void CheckFramework(string? target, string main)
    {
        // An assembly of no framework at all references nothing the host could lack.
        if (target is null)
        {
            return;
        }

        FrameworkName framework;
        try
        {
            framework = new FrameworkName(target);
        }
        catch (ArgumentException)
        {
            throw new PluginProblemException(PluginReasonCode.FrameworkForeign, $"{main} names the target framework '{target}', which is none.");
        }

        if (framework.Identifier is not (Core or Standard))
        {
            throw new PluginProblemException(PluginReasonCode.FrameworkForeign, $"{main} was built for {target}; this host runs {Core} and {Standard}.");
        }

        var host = new Version(Environment.Version.Major, Environment.Version.Minor);
        if (framework.Identifier == Core && framework.Version > host)
        {
            throw new PluginProblemException(
                PluginReasonCode.FrameworkNewer,
                string.Create(CultureInfo.InvariantCulture, $"{main} was built for .NET {framework.Version}; this host runs on .NET {host}. Build it for that, or update the host."));
        }
    }
}
