using System.Diagnostics;
using Modular.Hosting.Commands;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints", "test.security", "test.vehicle");
    private readonly ProgramRun _run;

    public DemoCommandTests() => _run = new ProgramRun(_root.Path);

    public void Dispose()
    {
        _run.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Demo_Ready_PrintsLinesThatWorkAsPrinted()
    {
        using var stop = new CancellationTokenSource();
        var demo = _run.RunAsync(stop.Token, "demo", $"--Plugins:Path={_root.Path}", "--urls=http://127.0.0.1:0", "--Fixture:Number=9");
        Assert.True(SpinWait.SpinUntil(() => demo.IsCompleted || _run.Output.Contains("Ctrl-C", StringComparison.Ordinal), TimeSpan.FromSeconds(30)), _run.Error);
        var lines = _run.Output.Split(Environment.NewLine).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();

        // The vehicle's configuration stands above the plugin's defaults and below the command line.
        Assert.Equal("vehicle 9 scoped", await ShellAsync(lines[0]));
        Assert.Equal("demo", await ShellAsync(lines[1]));
        Assert.Equal("""{"it's":"quoted"}""".Length.ToString(System.Globalization.CultureInfo.InvariantCulture), await ShellAsync(lines[2]));
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await demo.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Demo_AddressForOthers_IsRefusedEvenInDevelopmentMode() =>
        Assert.Equal(ExitCode.WrongUse, await _run.RunAsync("demo", $"--Plugins:Path={_root.Path}", "--urls=http://0.0.0.0:0", "--insecure-dev"));

    [Fact]
    public async Task Demo_VehicleFails_ExitsWith1AndSaysWhy()
    {
        Assert.Equal(
            ExitCode.Failed, await _run.RunAsync("demo", $"--Plugins:Path={_root.Path}", "--urls=http://127.0.0.1:0", "--Vehicle:Fail=1"));
        Assert.Contains("no wheels", _run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> ShellAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output;
    }
}
