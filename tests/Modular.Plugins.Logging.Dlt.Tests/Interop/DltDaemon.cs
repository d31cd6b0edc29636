using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Modular.Plugins.Logging.Dlt.Tests.Interop;

/// <summary>A dlt-daemon with its pipes in a folder of its own, and one dlt-receive that reads from it.</summary>
internal sealed class DltDaemon : IDisposable
{
    private const string Launched = "Switched to buffer state for socket connections";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _port = FreePort();
    private readonly Process _daemon;
    private Process? _receiver;

    private DltDaemon()
    {
        Folder = Directory.CreateTempSubdirectory("modular-dlt-").FullName;
        var configuration = Path.Combine(Folder, "dlt.conf");
        File.WriteAllText(
            configuration,
            $"ControlSocketPath = {Folder}/control.sock\nPersistanceStoragePath = {Folder}\nBindAddress = ::ffff:127.0.0.1\nUDPConnectionSetup = 0\nLoggingMode = 0\nLoggingLevel = 6\n");
        _daemon = Start("dlt-daemon", "-t", Folder, "-p", $"{_port}", "-c", configuration);
    }

    /// <summary>Where applications find the daemon (DLT_PIPE_DIR).</summary>
    public string Folder { get; }

    public static async Task<DltDaemon> StartAsync()
    {
        var daemon = new DltDaemon();
        await ReadUntilAsync(daemon._daemon, line => line.Contains(Launched, StringComparison.Ordinal));
        return daemon;
    }

    /// <summary>Reads messages as dlt-receive prints them, until one holds a text.</summary>
    public Task<IReadOnlyList<string>> ReceiveUntilAsync(string text)
    {
        _receiver = Start("dlt-receive", "-a", "-p", $"{_port}", "127.0.0.1");
        return ReadUntilAsync(_receiver, line => line.Contains(text, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (var process in new[] { _receiver, _daemon }.OfType<Process>())
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> ReadUntilAsync(Process process, Func<string, bool> isLast)
    {
        using var patience = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                lines.Add(line);
                if (isLast(line))
                {
                    return lines;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what came.
        }

        throw new InvalidOperationException($"The awaited line did not come. What came:\n{string.Join('\n', lines)}");
    }

    private static Process Start(string program, params string[] arguments) =>
        // Line by line: a pipe would otherwise get nothing before four kilobytes are full.
        Process.Start(new ProcessStartInfo("stdbuf", ["-oL", program, .. arguments]) { RedirectStandardOutput = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
