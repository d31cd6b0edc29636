using System.Diagnostics.CodeAnalysis;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>
/// Finds out whether unloaded generations are really gone. A few collections in the background, further and further
/// apart; nobody waits for them, and they do not stop requests for a full blocking collection.
/// </summary>
internal sealed class PluginUnloadWatch(TimeProvider timeProvider) : IDisposable
{
    private const int Attempts = 8;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Entry> _entries = [];
    private bool _isRunning;

    /// <summary>Watches a load context that was told to unload.</summary>
    /// <param name="context">The load context.</param>
    /// <param name="onEnd">Called once: true when it died, false when something still holds it after all attempts.</param>
    public void Watch(WeakReference context, Action<bool> onEnd)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(context, onEnd));
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Stops watching; what is not known then is never told.</summary>
    [SuppressMessage("Reliability", "CA2213", Justification = "The loop may still look at it; cancelled, it holds nothing.")]
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync()
    {
        // Frames of the last request and of the stop may still hold the generation for a moment: the first look is free.
        for (var delay = FirstDelay; !_stop.IsCancellationRequested; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            await Task.Delay(delay, timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            // A collectible context dies in steps: each collection frees what the finalizers of the last one let go.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            var ended = TakeEnded(out var isEmpty);
            ended.ForEach(static entry => entry.OnEnd(!entry.Context.IsAlive));
            if (isEmpty)
            {
                return;
            }
        }
    }

    private List<Entry> TakeEnded(out bool isEmpty)
    {
        lock (_gate)
        {
            var ended = _entries.FindAll(static entry => !entry.Context.IsAlive || ++entry.Looks >= Attempts);
            _entries.RemoveAll(ended.Contains);
            isEmpty = _entries.Count == 0;
            _isRunning = !isEmpty;
            return ended;
        }
    }

    private sealed class Entry(WeakReference context, Action<bool> onEnd)
    {
        public WeakReference Context => context;

        public Action<bool> OnEnd => onEnd;

        public int Looks { get; set; }
    }
}
