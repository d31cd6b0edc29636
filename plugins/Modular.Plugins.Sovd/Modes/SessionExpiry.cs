namespace Modular.Plugins.Sovd.Modes;

/// <summary>Ends diagnostic sessions after the time their callers asked for. Safe for concurrent use.</summary>
/// <remarks>Independent of locks, except that the end of a lock makes its expiries pointless and disarms them.</remarks>
internal sealed class SessionExpiry : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Armed> _armed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Task> _running = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly StateReset _reset;
    private readonly TimeProvider _time;

    /// <summary>Creates the expiry.</summary>
    /// <param name="reset">Brings sessions back to their start state.</param>
    /// <param name="time">The clock.</param>
    public SessionExpiry(StateReset reset, TimeProvider time)
    {
        _reset = reset;
        _time = time;
    }

    /// <summary>Ends the session of an ECU after a time; replaces what was armed before.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="after">The time.</param>
    /// <param name="lockEpoch">Epoch of the lock under which the session was started, or null.</param>
    public void Arm(string ecuName, TimeSpan after, long? lockEpoch)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            DisarmLocked(ecuName);
            var armed = new Armed(this, ecuName, lockEpoch);
            _armed[ecuName] = armed;
            // One millisecond at least: the callback must never run inside CreateTimer.
            armed.Timer = _time.CreateTimer(
                static state => ((Armed)state!).Fire(), armed, Max(after, TimeSpan.FromMilliseconds(1)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Forgets what was armed for an ECU.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    public void Disarm(string ecuName)
    {
        lock (_gate)
        {
            DisarmLocked(ecuName);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            foreach (var armed in _armed.Values)
            {
                armed.Timer?.Dispose();
            }

            _armed.Clear();
            running = [.. _running];
            _stopping.Cancel();
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private void DisarmLocked(string ecuName)
    {
        if (_armed.Remove(ecuName, out var armed))
        {
            armed.Timer?.Dispose();
        }
    }

    private void Expire(Armed expired)
    {
        lock (_gate)
        {
            if (!_armed.TryGetValue(expired.EcuName, out var current) || current != expired)
            {
                return;
            }

            DisarmLocked(expired.EcuName);
            var token = _stopping.Token;
            var task = Task.Run(() => _reset.ResetAsync(expired.EcuName, expired.LockEpoch, ResetExtent.Session, token), CancellationToken.None);
            _running.Add(task);
            _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }

    private sealed class Armed(SessionExpiry owner, string ecuName, long? lockEpoch)
    {
        public string EcuName { get; } = ecuName;

        public long? LockEpoch { get; } = lockEpoch;

        public ITimer? Timer { get; set; }

        public void Fire() => owner.Expire(this);
    }
}
