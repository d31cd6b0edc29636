using System.Diagnostics;
using System.Globalization;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Interop;

/// <summary>Wireshark's dissectors, an implementation of others, on what really crosses loopback.</summary>
public sealed class TsharkTests
{
    private static string Databases => Path.Combine(RepositoryPaths.SharedData!, "mdd");

    [ProgramFact("tshark", withSharedData: true)]
    public async Task Capture_OfAFirstRead_DecodesAsDoIpAndUdsWithNothingMalformed()
    {
        await using var simulator = await Simulator.StartAsync(Databases);
        var port = simulator.Port.ToString(CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "loopback.pcapng");
        await using (var capture = ChildProcess.Start("tshark", ["-i", "lo", "-f", $"port {port}", "-w", file, "-a", "duration:60"]))
        {
            // tshark says so only once the socket is open, so nothing of what follows is missed.
            await capture.WaitForLineAsync(l => l.Contains("Capturing on", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
            await using var server = await Server.StartAsync(Databases, simulator.Port);
            await server.AuthorizeAsync();
            await server.WaitForStateAsync("FLXC1000", "Online");
            var (status, _) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/VINDataIdentifier");
            Assert.Equal(HttpStatusCode.OK, status);

            // What the kernel still holds for tshark when it is stopped would be lost.
            var begin = Stopwatch.GetTimestamp();
            while ((await ReadAsync(file, port, "uds.sid == 0x22 and uds.reply == 1")).Lines.Count == 0
                && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(30))
            {
            }

            capture.Signal(2);
            await capture.WaitForExitAsync(TimeSpan.FromSeconds(30));
        }

        var decoded = await DissectAsync(file, port, "doip");
        Assert.Contains(decoded, l => l.Contains("0x0005", StringComparison.Ordinal) || l.Contains("Routing activation request", StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(await DissectAsync(file, port, "uds.sid == 0x22 and uds.reply == 0"));
        Assert.NotEmpty(await DissectAsync(file, port, "uds.sid == 0x22 and uds.reply == 1"));
        Assert.Empty(await DissectAsync(file, port, "_ws.malformed or _ws.expert.severity == error"));
    }

    private static async Task<IReadOnlyList<string>> DissectAsync(string file, string port, string filter)
    {
        var (exitCode, lines) = await ReadAsync(file, port, filter);
        Assert.Equal(0, exitCode);
        return lines;
    }

    // Of a file that is still written the end may be cut short, which the exit code says.
    private static async Task<(int ExitCode, IReadOnlyList<string> Lines)> ReadAsync(string file, string port, string filter)
    {
        await using var reader = ChildProcess.Start(
            "tshark", ["-r", file, "-d", $"tcp.port=={port},doip", "-d", $"udp.port=={port},doip", "-Y", filter]);
        var exitCode = await reader.WaitForExitAsync(TimeSpan.FromSeconds(60));
        return (exitCode, [.. reader.Everything
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => l.Contains("DoIP", StringComparison.OrdinalIgnoreCase) || l.Contains("UDS", StringComparison.Ordinal) || exitCode == 0)
            .Where(l => !l.StartsWith("Running as user", StringComparison.Ordinal))]);
    }
}
