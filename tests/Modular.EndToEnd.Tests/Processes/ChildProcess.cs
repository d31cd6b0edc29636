using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Modular.EndToEnd.Tests.Processes;

/// <summary>A process of the test's own, its output line by line, and its end.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly Lock _gate = new();
    private readonly StringBuilder _everything = new();

    private ChildProcess(Process process) => _process = process;

    /// <summary>All output so far, of both streams.</summary>
    public string Everything
    {
        get
        {
            lock (_gate)
            {
                return _everything.ToString();
            }
        }
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(string fileName, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, e) => child.Take(e.Data);
        child._process.ErrorDataReceived += (_, e) => child.Take(e.Data);
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for an output line, also one that came before.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            while (true)
            {
                while (_lines.TryDequeue(out var line))
                {
                    if (wanted(line))
                    {
                        return line;
                    }
                }

                if (_process.HasExited && _lines.IsEmpty)
                {
                    // Output may still be on its way when the exit is seen first.
                    await _process.WaitForExitAsync(deadline.Token);
                    if (_lines.IsEmpty)
                    {
                        throw new InvalidOperationException($"The process ended with {_process.ExitCode} before the line came:\n{Everything}");
                    }

                    continue;
                }

                await Task.WhenAny(_changed.WaitAsync(deadline.Token), _process.WaitForExitAsync(deadline.Token));
                deadline.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The line did not come within {timeout}:\n{Everything}");
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process did not end within {timeout}:\n{Everything}");
        }
    }

    /// <summary>Asks the process to end, as a service manager (15) or Ctrl-C (2) does.</summary>
    public void Signal(int signal)
    {
        Assert.True(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals need a Unix system.");
        Assert.Equal(0, Kill(_process.Id, signal));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _changed.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _everything.AppendLine(line);
        }

        _lines.Enqueue(line);
        _changed.Release();
    }
}
