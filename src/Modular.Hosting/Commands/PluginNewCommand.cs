using Modular.Hosting.Authoring;

namespace Modular.Hosting.Commands;

/// <summary><c>modular plugin new NAME --kind KIND [-o DIR]</c>: begins a plugin, as <c>dotnet new modular-plugin</c> does.</summary>
internal static class PluginNewCommand
{
    /// <summary>Second word of <see cref="HostCommands.Plugin"/>.</summary>
    public const string Name = "new";

    /// <summary>Runs the command.</summary>
    /// <returns>1 when the files cannot be written, 2 for a name or a kind that is none.</returns>
    public static async Task<int> RunAsync(CommandLine commandLine, HostEnvironment environment)
    {
        var (name, kind) = (commandLine.Arguments[1], commandLine.Kind!);
        if (!PluginTemplate.IsName(name))
        {
            await environment.Error.WriteLineAsync($"modular: '{name}' is no name of a plugin; it is a namespace of at least two words, such as Acme.Greeter");
            return ExitCode.WrongUse;
        }

        if (!PluginTemplate.Kinds.Contains(kind, StringComparer.Ordinal))
        {
            await environment.Error.WriteLineAsync($"modular: there is no kind '{kind}'; the kinds are {string.Join(", ", PluginTemplate.Kinds)}");
            return ExitCode.WrongUse;
        }

        var directory = Path.GetFullPath(commandLine.OutputFile ?? name, environment.WorkingDirectory);
        try
        {
            PluginTemplate.Create(name, kind).Write(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await environment.Error.WriteLineAsync($"modular: {exception.Message}");
            return ExitCode.Failed;
        }

        await environment.Output.WriteLineAsync($"Created the plugin {name} in {directory}. Next: dotnet test {directory}");
        return ExitCode.Done;
    }
}
