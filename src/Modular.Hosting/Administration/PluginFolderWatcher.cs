using System.Threading.Channels;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Administration;

/// <summary>Replaces plugins when a higher version appears in the plugin folder. Off unless the operator asks for it.</summary>
/// <remarks>
/// A folder counts when it verifies: every file with its hash and none besides. So a copy that is still going on is
/// waited for, in whatever order its files arrive.
/// </remarks>
internal sealed partial class PluginFolderWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly PluginSupervisor _supervisor;
    private readonly PluginDiscovery _discovery;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly CancellationTokenSource _stop = new();

    // Capacity one and dropping: any number of changes is one reason to look.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly Task _running;

    public PluginFolderWatcher(
        PluginSupervisor supervisor, PluginDiscovery discovery, TimeProvider timeProvider, ILogger<PluginFolderWatcher> logger)
    {
        _supervisor = supervisor;
        _discovery = discovery;
        _timeProvider = timeProvider;
        _logger = logger;
        foreach (var root in supervisor.Slots.Select(static slot => slot.Package?.Root).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            _watchers.Add(Watch(root));
        }

        _running = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watchers.ForEach(static watcher => watcher.Dispose());
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private FileSystemWatcher Watch(string root)
    {
        var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true };
        watcher.Created += OnChange;
        watcher.Changed += OnChange;
        watcher.Renamed += OnChange;
        watcher.Error += (_, _) => _changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void OnChange(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        try
        {
            while (await _changes.Reader.WaitToReadAsync(_stop.Token))
            {
                // Until nothing changes any more for a while: a copy makes many changes.
                while (_changes.Reader.TryRead(out _))
                {
                    await Task.Delay(Quiet, _timeProvider, _stop.Token);
                }

                await LookAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task LookAsync()
    {
        foreach (var slot in _supervisor.Slots)
        {
            if (slot.Current is { Package.Manifest.Tier: PluginTier.T1 } current && HasHigherFolder(current))
            {
                await TryReplaceAsync(slot);
            }
        }
    }

    private static bool HasHigherFolder(PluginGeneration current)
    {
        try
        {
            return SemanticVersion.TryParse(current.Identity.Version, out var serving)
                && Directory.EnumerateDirectories(Path.Combine(current.Package.Root, current.Identity.Id))
                    .Any(folder => SemanticVersion.TryParse(Path.GetFileName(folder), out var found) && found.CompareTo(serving) > 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task TryReplaceAsync(PluginSlot slot)
    {
        var candidate = _discovery.Examine(slot.Package!.Root, slot.Id, null);
        if (candidate.Package is not { Manifest: var manifest })
        {
            LogIncomplete(slot.Id, candidate.Version, candidate.Rejection!.Reason);
            return;
        }

        // One attempt for one content: a package that fails is not tried again at every change of another folder.
        var content = $"{manifest.Id} {manifest.Version} {manifest.Files[manifest.Main]}";
        if (_failed.Contains(content))
        {
            return;
        }

        LogFound(slot.Id, manifest.Version);
        var replacement = await _supervisor.ReplaceAsync(slot.Id, null, _stop.Token);
        if (replacement.Outcome != PluginReplacementOutcome.Replaced)
        {
            _failed.Add(content);
        }
    }

    [LoggerMessage(EventIds.PluginFolderIncomplete, LogLevel.Information, "Waiting for the rest of {Plugin} {Version}: {Reason}")]
    private partial void LogIncomplete(string plugin, string version, string reason);

    [LoggerMessage(EventIds.PluginFolderFound, LogLevel.Information, "Found {Plugin} {Version} in the plugin folder")]
    private partial void LogFound(string plugin, string version);
}
