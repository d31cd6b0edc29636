using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Loading;

/// <summary>What needs a process of its own: its memory, and the switch that allows JSON by reflection.</summary>
public sealed partial class MemoryTests : IDisposable
{
    private const string NoOp = "modular.samples.noop";
    private const string Leaks = "test.leaks";
    private readonly PluginRoot _root = new(NoOp, Leaks);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Cycles_FiveHundredLivesOfASmallPlugin_NothingStaysAndMemoryDoesNotGrow()
    {
        // The runtime's counting of calls keeps some KiB of every unloaded context for itself (docs/performance.md); off, what is
        // left is what host and plugin keep.
        var line = await RunAsync("cycles", _root.Path, NoOp, "500");

        var found = Report().Match(line);
        Assert.True(found.Success, line);
        Assert.Equal("0", found.Groups["alive"].Value);
        Assert.True(int.Parse(found.Groups["growth"].Value, CultureInfo.InvariantCulture) <= 5 * 1024, line);
    }

    [Theory]
    [InlineData("json-reflection", "leaked")]
    [InlineData("json-reflection-web", "leaked")]
    [InlineData("nothing", "unloaded")]
    public async Task Unload_JsonByReflectionWhereItIsAllowed_Leaks(string row, string expected) =>
        Assert.Equal(expected, (await RunAsync("unload", _root.Path, Leaks, row)).Trim());

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(BuildOutput.ProbeAssembly).Prepend("exec"))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TC_CallCounting"] = "0";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    [GeneratedRegex(@"alive=(?<alive>\d+) .*growth=(?<growth>-?\d+) KiB")]
    private static partial Regex Report();
}
