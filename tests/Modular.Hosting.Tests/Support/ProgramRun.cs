using Modular.Hosting.Commands;
using Modular.Hosting.Configuration;

namespace Modular.Hosting.Tests.Support;

/// <summary>Runs the program in this process, with streams, variables and folders of the test's own.</summary>
internal sealed class ProgramRun(string workingDirectory) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    /// <summary>Nothing is kept outside of the test's folder, and the fixtures in it are not signed.</summary>
    public Dictionary<string, string> Variables { get; } = new()
    {
        ["MODULAR__PLUGINS__DATAPATH"] = Path.Combine(workingDirectory, ".data"),
        ["MODULAR__PLUGINS__TRUST__UNSIGNEDFOLDERS__0"] = workingDirectory,
    };

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public HostEnvironment Environment => new()
    {
        Output = TextWriter.Synchronized(_output),
        Error = TextWriter.Synchronized(_error),
        WorkingDirectory = workingDirectory,
        Variables = EnvironmentLayerReader.Read(Variables),
        TimeProvider = TimeProvider,
    };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    public Task<int> RunAsync(params string[] arguments) => HostProgram.RunAsync(arguments, Environment, CancellationToken.None);

    public Task<int> RunAsync(CancellationToken stop, params string[] arguments) => HostProgram.RunAsync(arguments, Environment, stop);

    public HostSetup Prepare(params string[] arguments) => HostSetup.Prepare(CommandLineParser.Parse(arguments), Environment);
}
