using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Administration;

/// <summary>
/// Lets plugins serve which appear in the plugin folders: new ones, higher versions of those which serve, and good ones
/// of those which do not. Off unless the operator asks for it.
/// </summary>
/// <remarks>
/// A folder counts when it verifies: every file with its hash and none besides. So a copy that is still going on is
/// waited for, in whatever order its files arrive.
/// </remarks>
internal sealed partial class PluginFolderWatcher : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly PluginSupervisor _supervisor;
    private readonly PluginCatalog _catalog;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly CancellationTokenSource _stop = new();

    // Capacity one and dropping: any number of changes is one reason to look.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // One attempt for one content: a package that failed is not tried again at every change of another folder.
    private readonly HashSet<string> _tried;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly Task _running;

    /// <summary>Begins to watch the roots there are.</summary>
    /// <exception cref="IOException">The system watches no more folders.</exception>
    public PluginFolderWatcher(PluginSupervisor supervisor, PluginCatalog catalog, TimeProvider timeProvider, ILogger<PluginFolderWatcher> logger)
    {
        _supervisor = supervisor;
        _catalog = catalog;
        _timeProvider = timeProvider;
        _logger = logger;
        _tried = supervisor.Slots.Select(static slot => slot.Package?.Manifest).OfType<PluginManifest>().Select(ContentOf).ToHashSet(StringComparer.Ordinal);
        _watchers.AddRange(catalog.Roots.Where(Directory.Exists).Distinct(StringComparer.Ordinal).Select(Watch));

        // What came while the others started was seen neither by the discovery nor by the watchers.
        _changes.Writer.TryWrite(true);
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
        watcher.Deleted += OnChange;
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
        var ids = _catalog.Roots.SelectMany(FindIds).ToHashSet(StringComparer.Ordinal);

        // What was taken away may be put back.
        _tried.RemoveWhere(content => !ids.Contains(content[..content.IndexOf(' ', StringComparison.Ordinal)]));
        foreach (var id in ids)
        {
            if (PluginDiscovery.FindRoot(_catalog.Roots, id) is { } root && IsWorthALook(root, id))
            {
                await TryAsync(root, id);
            }
        }
    }

    private static IEnumerable<string> FindIds(string root)
    {
        try
        {
            return [.. PluginDiscovery.FindIds(root)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private bool IsWorthALook(string root, string id)
    {
        if (_supervisor.Find(id) is not { } slot)
        {
            return true;
        }

        return slot.Status.State == PluginState.Running
            ? slot.Current is { Package.Manifest.Tier: PluginTier.T1 } current && HasHigherFolder(root, current)
            : PluginStateMachine.IsAllowed(slot.Status.State, PluginState.Verified);
    }

    private static bool HasHigherFolder(string root, PluginGeneration current)
    {
        try
        {
            return SemanticVersion.TryParse(current.Identity.Version, out var serving)
                && Directory.EnumerateDirectories(Path.Combine(root, current.Identity.Id))
                    .Any(folder => SemanticVersion.TryParse(Path.GetFileName(folder), out var found) && found.CompareTo(serving) > 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task TryAsync(string root, string id)
    {
        var candidate = _catalog.Discovery.Examine(root, id, null);
        if (candidate.Package is not { Manifest: var manifest })
        {
            Tell(id, candidate);
            return;
        }

        if (!_tried.Add(ContentOf(manifest)))
        {
            return;
        }

        LogFound(id, manifest.Version);
        try
        {
            var replacement = await _supervisor.ReplaceAsync(id, null, _stop.Token);
            if (replacement.Fault is null)
            {
                // Once it served it may come again: another version may take its place meanwhile, and be taken away.
                _tried.Remove(ContentOf(manifest));
            }
        }
        catch (KeyNotFoundException)
        {
            // Taken away between the look and the call.
            _tried.Remove(ContentOf(manifest));
        }
    }

    private void Tell(string id, PluginCandidate candidate)
    {
        // Once for each reason, not at every change of another folder.
        var reason = $"{candidate.Version} {candidate.Rejection!.Code} {candidate.Rejection.Reason}";
        if (!_told.TryGetValue(id, out var told) || told != reason)
        {
            _told[id] = reason;
            LogIncomplete(id, candidate.Version, candidate.Rejection.Reason);
        }
    }

    private static string ContentOf(PluginManifest manifest)
    {
        var files = string.Join('\n', manifest.Files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"{file.Key} {file.Value}"));
        return $"{manifest.Id} {manifest.Version} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(files)))}";
    }

    [LoggerMessage(EventIds.PluginFolderIncomplete, LogLevel.Information, "Waiting for the rest of {Plugin} {Version}: {Reason}")]
    private partial void LogIncomplete(string plugin, string version, string reason);

    [LoggerMessage(EventIds.PluginFolderFound, LogLevel.Information, "Found {Plugin} {Version} in the plugin folder")]
    private partial void LogFound(string plugin, string version);
}
