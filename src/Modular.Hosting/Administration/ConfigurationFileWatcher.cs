using System.Threading.Channels;
using Modular.Hosting.Configuration;

namespace Modular.Hosting.Administration;

/// <summary>Takes changes of the configuration file over while plugins run. Off unless the operator asks for it.</summary>
internal sealed class ConfigurationFileWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly FileSystemWatcher _watcher;
    private readonly ConfigurationReload _reload;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _stop = new();

    // Capacity one and dropping: any number of changes is one reason to look.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Task _running;

    /// <summary>Begins to watch.</summary>
    /// <exception cref="IOException">The system watches no more folders.</exception>
    /// <exception cref="ArgumentException">The folder is not there.</exception>
    public ConfigurationFileWatcher(ConfigurationReload reload, TimeProvider timeProvider)
    {
        _reload = reload;
        _timeProvider = timeProvider;

        // By folder and name: editors put another file into the place of the old one.
        _watcher = new FileSystemWatcher(Path.GetDirectoryName(reload.FilePath)!, Path.GetFileName(reload.FilePath));
        _watcher.Created += OnChange;
        _watcher.Changed += OnChange;
        _watcher.Renamed += OnChange;
        _watcher.EnableRaisingEvents = true;
        _running = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void OnChange(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        try
        {
            while (await _changes.Reader.WaitToReadAsync(_stop.Token))
            {
                // Until the file is quiet: half of it is no configuration.
                while (_changes.Reader.TryRead(out _))
                {
                    await Task.Delay(Quiet, _timeProvider, _stop.Token);
                }

                // What plugins do with a change is theirs, and must not hold up the stop of the server.
                await Task.Run(_reload.Run).WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
