using Modular.Hosting.Configuration;
using Modular.Hosting.Server;

namespace Modular.Hosting.Commands;

/// <summary>Finds the command and runs it.</summary>
internal static class HostProgram
{
    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Arguments of the process.</param>
    /// <param name="environment">What surrounds it.</param>
    /// <param name="stop">Cancelled by the first signal.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, HostEnvironment environment, CancellationToken stop)
    {
        var commandLine = CommandLineParser.Parse(arguments);
        if (commandLine.IsVersion)
        {
            await environment.Output.WriteLineAsync(ProductVersion.Text);
            return ExitCode.Done;
        }

        var setup = HostSetup.Prepare(commandLine, environment);
        if (commandLine.IsHelp)
        {
            await environment.Output.WriteAsync(HelpText.Create(setup.Catalog));
            return ExitCode.Done;
        }

        if (commandLine.Command == HostCommands.Doctor)
        {
            return await DoctorCommand.RunAsync(setup, environment);
        }

        if (setup.Mistakes.Count > 0)
        {
            await Reports.WriteMistakesAsync(environment.Error, setup.Mistakes);
            return ExitCode.WrongUse;
        }

        return await DispatchAsync(commandLine, setup, environment, stop);
    }

    private static async Task<int> DispatchAsync(CommandLine commandLine, HostSetup setup, HostEnvironment environment, CancellationToken stop)
    {
        if (commandLine is { Command: HostCommands.Plugin, Arguments: [PluginServerCommand.Show or PluginServerCommand.Replace, ..] })
        {
            return await PluginServerCommand.RunAsync(commandLine, environment, stop);
        }

        if (commandLine is { Command: HostCommands.Plugin, Arguments: [PluginReleaseCommand.Name, ..] })
        {
            return await PluginReleaseCommand.RunAsync(commandLine, setup.Settings, environment, stop);
        }

        if (commandLine is { Command: HostCommands.Plugin, Arguments: [PluginInstallCommand.Install or PluginInstallCommand.Remove, ..] })
        {
            return await PluginInstallCommand.RunAsync(commandLine, setup, environment, stop);
        }

        if (commandLine is { Command: HostCommands.Plugin, Arguments: [PluginNewCommand.Name, ..] })
        {
            return await PluginNewCommand.RunAsync(commandLine, environment);
        }

        if (commandLine is { Command: HostCommands.Plugin, Arguments: not [HostCommands.List] })
        {
            return await PluginPackageCommand.RunAsync(commandLine, setup.Settings, environment);
        }

        if (HostCommands.IsHostCommand(commandLine.Command) && !setup.Catalog.Packages.Any())
        {
            await Reports.WriteNoPluginsAsync(environment.Error, setup.Catalog);
            return ExitCode.Failed;
        }

        return commandLine.Command switch
        {
            HostCommands.Run => await RunCommand.RunAsync(setup, environment, stop),
            HostCommands.Demo => await DemoCommand.RunAsync(setup, environment, stop),
            HostCommands.Plugin => await PluginListCommand.RunAsync(setup, commandLine.IsJson, environment, stop),
            HostCommands.Token => await TokenCommand.RunAsync(setup, commandLine.Subject!, environment, stop),
            HostCommands.Config when commandLine.Arguments is [HostCommands.Schema] => await ConfigSchemaCommand.RunAsync(setup, environment),
            HostCommands.Config => await ConfigCheckCommand.RunAsync(setup, environment, stop),
            _ => await PluginCommandRunner.RunAsync(commandLine, setup, environment, stop),
        };
    }
}
