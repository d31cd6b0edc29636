using System.Diagnostics;
using System.Text.RegularExpressions;
using Modular.EndToEnd.Tests.Processes;

namespace Modular.EndToEnd.Tests.CommandLine;

/// <summary>What the first minute of the README promises.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task Demo_Started_IsReadyWithinTenSecondsAndItsCurlLinesWork()
    {
        using var state = new TemporaryFolder();
        var started = Stopwatch.GetTimestamp();
        await using var demo = ModularExecutable.Start(state, "demo", "--urls", "http://127.0.0.1:0");
        var lines = new List<string>();
        while (lines.Count < 3)
        {
            var line = await demo.WaitForLineAsync(l => l.Contains("curl ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
            lines.Add(line[line.IndexOf("curl ", StringComparison.Ordinal)..].Trim());
        }

        var address = Url().Match(lines[0]).Value;
        using var http = new HttpClient();
        using var ready = await http.GetAsync(address + "/health/ready");
        Assert.Equal(HttpStatusCode.NoContent, ready.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), demo.Everything);

        if (OperatingSystem.IsWindows())
        {
            // The lines are written for a Unix shell; the requests behind them are tested everywhere else.
            return;
        }

        foreach (var line in lines)
        {
            await using var shell = ChildProcess.Start("/bin/sh", ["-c", line + " --silent --show-error --fail"]);
            var exit = await shell.WaitForExitAsync(TimeSpan.FromSeconds(30));
            Assert.True(exit == 0, $"{line}\n{shell.Everything}\n{demo.Everything}");
            Assert.StartsWith("{", shell.Everything.TrimStart(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Demo_Signalled_EndsCleanlyWithinFiveSeconds(int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var state = new TemporaryFolder();
        await using var demo = ModularExecutable.Start(state, "demo", "--urls", "http://127.0.0.1:0");
        await demo.WaitForLineAsync(l => l.Contains("curl ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        demo.Signal(signal);
        var exit = await demo.WaitForExitAsync(TimeSpan.FromSeconds(5));
        Assert.True(exit == 0, $"exit {exit}\n{demo.Everything}");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
