using System.Security.Cryptography;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;

namespace Modular.Hosting.Commands;

/// <summary><c>modular plugin pack | sign | verify</c>: works on one plugin which need not be installed, and runs nothing of it.</summary>
internal static class PluginPackageCommand
{
    /// <summary>Runs the command.</summary>
    /// <returns>1 when something is wrong with the plugin, the key or a file.</returns>
    public static async Task<int> RunAsync(CommandLine commandLine, HostSettings settings, HostEnvironment environment)
    {
        var path = Path.GetFullPath(commandLine.Arguments[1], environment.WorkingDirectory);
        try
        {
            using var source = PluginSource.Open(path);
            return commandLine.Arguments[0] switch
            {
                HostCommands.Pack => await PackAsync(source, commandLine, environment),
                HostCommands.Sign => await SignAsync(source, path, commandLine, environment),
                _ => await VerifyAsync(source, commandLine, settings, environment),
            };
        }
        catch (PluginProblemException problem)
        {
            return await Reports.WriteFindingsAsync(environment.Error, [new PluginRejection(problem.Code, problem.Message)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            await environment.Error.WriteLineAsync($"modular: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> PackAsync(PluginSource source, CommandLine commandLine, HostEnvironment environment)
    {
        var (manifest, _, findings) = new PluginInspection(ProductVersion.Sdk).Inspect(source.Directory, policy: null);
        if (findings.Count > 0)
        {
            return await Reports.WriteFindingsAsync(environment.Error, findings);
        }

        var target = Path.GetFullPath(commandLine.OutputFile!, environment.WorkingDirectory);
        if (target.StartsWith(source.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException("the archive must not be written into the plugin's own folder");
        }

        PluginArchive.Create(source.Directory, manifest!, target);
        await environment.Output.WriteLineAsync($"Packed {manifest!.Id} {manifest.Version} into {target}");
        return ExitCode.Done;
    }

    private static async Task<int> SignAsync(PluginSource source, string path, CommandLine commandLine, HostEnvironment environment)
    {
        var (manifest, _, findings) = new PluginInspection(ProductVersion.Sdk).Inspect(source.Directory, policy: null);
        if (findings.Count > 0)
        {
            return await Reports.WriteFindingsAsync(environment.Error, findings);
        }

        var signer = ManifestSigner.Sign(
            source.Directory,
            Path.GetFullPath(commandLine.KeyFile!, environment.WorkingDirectory),
            Path.GetFullPath(commandLine.CertificateFile!, environment.WorkingDirectory));
        if (source.IsArchive)
        {
            PluginArchive.Create(source.Directory, manifest!, path);
        }

        await environment.Output.WriteLineAsync($"Signed {manifest!.Id} {manifest.Version} as {signer}");
        return ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(PluginSource source, CommandLine commandLine, HostSettings settings, HostEnvironment environment)
    {
        var roots = commandLine.RootFiles.Count == 0
            ? settings.Trust.Roots
            : [.. commandLine.RootFiles.SelectMany(file => TrustSettingsReader.ReadCertificates(Path.GetFullPath(file, environment.WorkingDirectory)))];

        // As an installation would judge that trusts nobody but these roots; what ran on this machine before is no matter.
        var trust = settings.Trust with { Mode = TrustMode.Signed, Roots = roots, UnsignedFolders = [] };
        var policy = new PluginTrustPolicy(trust, HostSettings.InstalledPluginPath, isInsecureDevelopment: false, ledger: null, environment.TimeProvider);
        var (manifest, decision, findings) = new PluginInspection(ProductVersion.Sdk).Inspect(source.Directory, policy);
        if (findings.Count > 0)
        {
            return await Reports.WriteFindingsAsync(environment.Error, findings);
        }

        await environment.Output.WriteLineAsync($"{manifest!.Id} {manifest.Version}: signed by {decision!.Signer}, {manifest.Files.Count} files as the manifest says, and this host can run it.");
        return ExitCode.Done;
    }
}
