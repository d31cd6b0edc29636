using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Modular.Hosting.Tests.Support;

/// <summary>The built host as a process of its own, for what must not happen in the process of the tests.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const string Listens = "listens on ";

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string?> Found)> _waiting = [];
    private bool _isOver;

    private ServerProcess(PluginRoot root, string[] arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet",
                [
                    BuildOutput.HostAssembly, "--urls=http://127.0.0.1:0", $"--Plugins:Path={root.Path}",
                    $"--Plugins:Trust:UnsignedFolders:0={root.Path}", $"--Plugins:DataPath={root.Path}/.data", .. arguments,
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = root.Path,
            },
        };
        _process.StartInfo.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Starts the server and waits until its plugins are started.</summary>
    public static async Task<ServerProcess> StartAsync(PluginRoot root, params string[] arguments)
    {
        var server = new ServerProcess(root, arguments);
        var listens = await server.FindAsync(Listens);
        server.Client.BaseAddress = new Uri(listens[(listens.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..].Split(',')[0]);
        await server.FindAsync(" plugins in ");
        return server;
    }

    /// <summary>Starts the server and waits until it ended by itself.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunToDeathAsync(PluginRoot root, params string[] arguments)
    {
        await using var server = new ServerProcess(root, arguments);
        await server._process.WaitForExitAsync().WaitAsync(Patience);
        Assert.NotEqual(0, server._process.ExitCode);
        return server.Output;
    }

    /// <summary>All it wrote up to now.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public bool IsRunning => !_process.HasExited;

    /// <summary>Waits for a line of the log with a text.</summary>
    public async Task<string> FindAsync(string text)
    {
        TaskCompletionSource<string?> found;
        lock (_gate)
        {
            if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            Assert.False(_isOver, $"The process ended before it said '{text}': {string.Join('\n', _lines)}");
            found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((text, found));
        }

        var result = await found.Task.WaitAsync(Patience);
        Assert.True(result is not null, $"The process ended before it said '{text}': {Output}");
        return result;
    }

    /// <summary>What health says of a plugin which does not run; waits until it says something.</summary>
    public async Task<JsonNode> FindTroubleAsync(string plugin, Func<JsonNode, bool> isMeant)
    {
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < Patience)
        {
            // While plugins block the threads that they are asked on, even health may come late.
            using var answer = await Client.GetAsync("/health");
            var health = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            if (health["plugins"]?.AsArray().FirstOrDefault(item => (string?)item!["id"] == plugin) is { } trouble && isMeant(trouble))
            {
                return trouble;
            }

            await Task.Yield();
        }

        throw new TimeoutException($"Health never said what was waited for of {plugin}: {Output}");
    }

    /// <summary>Waits until the process ended by itself.</summary>
    public Task WaitForDeathAsync() => _process.WaitForExitAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_gate)
        {
            _lines.Add(line ?? string.Empty);
        }
    }

    private void Take(string? line)
    {
        List<TaskCompletionSource<string?>> found;
        lock (_gate)
        {
            _lines.Add(line ?? string.Empty);
            _isOver = line is null;
            found = [.. _waiting.Where(waiting => line is null || line.Contains(waiting.Text, StringComparison.Ordinal)).Select(static waiting => waiting.Found)];
            _waiting.RemoveAll(waiting => found.Contains(waiting.Found));
        }

        found.ForEach(source => source.SetResult(line));
    }
}
