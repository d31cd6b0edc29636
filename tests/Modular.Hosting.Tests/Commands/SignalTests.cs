using System.Diagnostics;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class SignalTests : IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints", "test.misbehaving");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("TERM", "none", "of 2 plugins")]
    [InlineData("INT", "none", "of 2 plugins")]
    [InlineData("TERM", "hang-at-stop", "of 2 plugins")]
    [InlineData("TERM", "hang-at-start", "Started test.endpoints")]
    public async Task Signal_InAnyPhase_EndsTheProcessInOrderWithin5Seconds(string signal, string mode, string phase)
    {
        _root.Edit("test.misbehaving", manifest =>
        {
            manifest["budgets"]!["startMilliseconds"] = 60_000;
            manifest["budgets"]!["stopMilliseconds"] = 60_000;
        });
        using var process = Start($"--Misbehave:Mode={mode}", "--Log:Level=Debug", "--urls=http://127.0.0.1:0");
        await WaitForLineAsync(process, phase);

        var begin = Stopwatch.GetTimestamp();
        await KillAsync(process, signal);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, process.ExitCode);
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5), $"{Stopwatch.GetElapsedTime(begin)}");
    }

    [Fact]
    public async Task Signal_SecondCtrlC_EndsTheProcessAtOnce()
    {
        _root.Edit("test.misbehaving", manifest => manifest["budgets"]!["stopMilliseconds"] = 60_000);
        using var process = Start("--Misbehave:Mode=hang-at-stop", "--urls=http://127.0.0.1:0");
        await WaitForLineAsync(process, "of 2 plugins", readOn: false);

        await KillAsync(process, "INT");
        await WaitForLineAsync(process, "Stopping");
        await KillAsync(process, "INT");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        // The first one alone ends with 0, as the tests above say.
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public async Task Signal_WhileAPluginCommandRuns_CancelsIt()
    {
        using var process = Start("fixture", "wait");
        await WaitForLineAsync(process, "waiting");

        await KillAsync(process, "TERM");
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(0, process.ExitCode);
    }

    // A background job of a shell ignores Ctrl-C and so would the process; env gives it the default back.
    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "/usr/bin/env", ["--default-signal=INT", "dotnet", BuildOutput.HostAssembly, $"--Plugins:Path={_root.Path}", $"--Plugins:Trust:UnsignedFolders:0={_root.Path}", $"--Plugins:DataPath={_root.Path}/.data", .. arguments])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = _root.Path,
    })!;

    private static async Task WaitForLineAsync(Process process, string text, bool readOn = true)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                // What follows must not block the process on a full pipe.
                _ = readOn ? process.StandardOutput.ReadToEndAsync() : null;
                return;
            }
        }

        Assert.Fail($"The process ended before it said '{text}'.");
    }

    private static async Task KillAsync(Process process, string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
