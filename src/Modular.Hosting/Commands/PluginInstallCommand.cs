using System.Net;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Installation;

namespace Modular.Hosting.Commands;

/// <summary><c>modular plugin install FILE</c> and <c>plugin remove ID [VERSION]</c>: changes a plugin folder, and tells the running server when asked to.</summary>
internal static class PluginInstallCommand
{
    public const string Install = "install";
    public const string Remove = "remove";

    /// <summary>Runs the command.</summary>
    /// <returns>1 when nothing was installed or removed, or when the server does not let the plugin serve.</returns>
    public static async Task<int> RunAsync(CommandLine commandLine, HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        var installer = new PluginInstaller(setup.Settings, setup.Catalog, environment.TimeProvider);
        try
        {
            return commandLine.Arguments[0] == Install
                ? await InstallAsync(installer, commandLine, environment, stop)
                : await RemoveAsync(installer, commandLine, environment, stop);
        }
        catch (PluginProblemException problem)
        {
            return await Reports.WriteFindingsAsync(environment.Error, [new PluginRejection(problem.Code, problem.Message)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await environment.Error.WriteLineAsync($"modular: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> InstallAsync(PluginInstaller installer, CommandLine commandLine, HostEnvironment environment, CancellationToken stop)
    {
        var (package, findings) = installer.Install(Path.GetFullPath(commandLine.Arguments[1], environment.WorkingDirectory));
        if (package is null)
        {
            return await Reports.WriteFindingsAsync(environment.Error, findings);
        }

        await environment.Output.WriteLineAsync($"Installed {package.Manifest.Id} {package.Manifest.Version} into {package.Directory}, {Vouching(package)}");
        return commandLine.Token is null
            ? ExitCode.Done
            : await PluginServerCommand.RunAsync(commandLine with { Arguments = [PluginServerCommand.Replace, package.Manifest.Id] }, environment, stop);
    }

    private static async Task<int> RemoveAsync(PluginInstaller installer, CommandLine commandLine, HostEnvironment environment, CancellationToken stop)
    {
        var (id, version) = (commandLine.Arguments[1], commandLine.Arguments.ElementAtOrDefault(2));

        // Before the server is asked: it ends a plugin whose files could then not be found.
        var folder = installer.Find(id, version);
        if (commandLine.Token is not null)
        {
            var answer = await PluginServerCommand.RemoveAsync(commandLine, environment, stop);
            if (answer is not (HttpStatusCode.NoContent or HttpStatusCode.NotFound))
            {
                return ExitCode.Failed;
            }
        }

        installer.Remove(folder);
        await environment.Output.WriteLineAsync($"Removed {folder}");
        return ExitCode.Done;
    }

    private static string Vouching(PluginPackage package) =>
        package.Trust.Signer is { } signer ? $"signed by {signer}" : $"not signed ({package.Trust.Kind})";
}
