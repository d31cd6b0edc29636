using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Modular.TestSupport.Dlt;

/// <summary>A dlt-daemon with its pipes in a folder of its own, and dlt-receive to read from it.</summary>
public sealed class DltDaemon : IDisposable
{
    private const string Launched = "Switched to buffer state for socket connections";
    private const int Attempts = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _port;
    private readonly Process _daemon;
    private readonly List<Process> _receivers = [];

    private DltDaemon()
    {
        Folder = Directory.CreateTempSubdirectory("modular-dlt-").FullName;
        var configuration = Path.Combine(Folder, "dlt.conf");
        File.WriteAllText(
            configuration,
            $"ControlSocketPath = {Folder}/control.sock\nPersistanceStoragePath = {Folder}\nBindAddress = ::ffff:127.0.0.1\nUDPConnectionSetup = 0\nLoggingMode = 0\nLoggingLevel = 6\nContextLogLevel = 6\n");
        _port = FreePort();
        _daemon = Start("dlt-daemon", "-t", Folder, "-p", $"{_port}", "-c", configuration);
    }

    /// <summary>Where applications find the daemon (DLT_PIPE_DIR).</summary>
    public string Folder { get; }

    /// <summary>Starts a daemon that listens.</summary>
    /// <exception cref="InvalidOperationException">None came up; with what the last one said.</exception>
    public static async Task<DltDaemon> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var daemon = new DltDaemon();
            try
            {
                await ReadUntilAsync(daemon._daemon, line => line.Contains(Launched, StringComparison.Ordinal));
                return daemon;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // It takes no port of the system's choice, and somebody else may have taken ours since; then it ends.
                daemon.Dispose();
            }
        }
    }

    /// <summary>Reads messages as dlt-receive prints them, those that the daemon keeps first, until a condition holds.</summary>
    /// <param name="isComplete">Asked with every line so far.</param>
    public async Task<IReadOnlyList<string>> ReceiveUntilAsync(Func<IReadOnlyList<string>, bool> isComplete)
    {
        var receiver = Start("dlt-receive", "-a", "-p", $"{_port}", "127.0.0.1");
        _receivers.Add(receiver);
        var lines = new List<string>();
        return await ReadUntilAsync(receiver, line =>
        {
            lines.Add(line);
            return isComplete(lines);
        });
    }

    /// <summary>Reads messages until one holds a text.</summary>
    public Task<IReadOnlyList<string>> ReceiveUntilAsync(string text) =>
        ReceiveUntilAsync(lines => lines[^1].Contains(text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _receivers.Append(_daemon))
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

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
