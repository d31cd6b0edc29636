using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The place of one plugin in the host: its state, the generation which serves now, and those before it.</summary>
internal sealed class PluginSlot
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private readonly Action<PluginSlot, string, PluginState>? _onChange;
    private PluginStatus _status;
    private PluginGeneration? _current;
    private readonly PluginGenerationHistory _history = new();
    private PluginPackage? _package;
    private int _generations;
    private int _leaks;

    /// <summary>Makes a place for a plugin.</summary>
    /// <param name="candidate">What discovery found.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="onChange">Told of every step, with the version of the generation that takes it.</param>
    public PluginSlot(PluginCandidate candidate, TimeProvider timeProvider, Action<PluginSlot, string, PluginState>? onChange = null)
    {
        _onChange = onChange;
        var now = timeProvider.GetUtcNow();
        _timeProvider = timeProvider;
        _package = candidate.Package;
        _status = new PluginStatus(
            candidate.Id,
            candidate.Version,
            candidate.Manifest?.Tier.ToString(),
            candidate.Manifest?.IsRequired ?? false,
            PluginState.Discovered,
            now,
            null,
            null)
        {
            Kind = candidate.Manifest?.Kind,
        };
        if (candidate.Rejection is { } rejection)
        {
            Transition(PluginState.Rejected, new PluginFault(rejection.Code, rejection.Reason, string.Empty, now));
        }
        else
        {
            Transition(PluginState.Verified);
        }
    }

    public string Id => _status.Id;

    /// <summary>The verified package of the generation which counts; null when rejected.</summary>
    public PluginPackage? Package => Volatile.Read(ref _package);

    public PluginStatus Status => Volatile.Read(ref _status);

    /// <summary>The generation which is loaded or serves; null otherwise.</summary>
    public PluginGeneration? Current => Volatile.Read(ref _current);

    /// <summary>True when a generation was loaded, whatever became of it.</summary>
    public bool WasLoaded => Volatile.Read(ref _generations) > 0;

    /// <summary>Generations that were unloaded and are still in memory.</summary>
    public int Leaks => Volatile.Read(ref _leaks);

    /// <summary>Counts one of them.</summary>
    public void CountLeak() => Interlocked.Increment(ref _leaks);

    /// <summary>The number of the next generation, from 1.</summary>
    public int NextGeneration() => Interlocked.Increment(ref _generations);

    /// <summary>Goes to another state.</summary>
    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public void Transition(PluginState to, PluginFault? fault = null)
    {
        lock (_gate)
        {
            if (!PluginStateMachine.IsAllowed(_status.State, to))
            {
                throw new InvalidOperationException($"{_status.Id} cannot go from {_status.State} to {to}.");
            }

            Volatile.Write(ref _status, _status with { State = to, Since = _timeProvider.GetUtcNow(), Fault = fault ?? _status.Fault });
        }

        _onChange?.Invoke(this, _status.Version, to);
    }

    /// <summary>Goes to another state if the table allows it from the present one.</summary>
    public bool TryTransition(PluginState to, PluginFault? fault = null)
    {
        lock (_gate)
        {
            if (!PluginStateMachine.IsAllowed(_status.State, to))
            {
                return false;
            }

            Volatile.Write(ref _status, _status with { State = to, Since = _timeProvider.GetUtcNow(), Fault = fault ?? _status.Fault });
        }

        _onChange?.Invoke(this, _status.Version, to);
        return true;
    }

    /// <summary>Takes another package and goes back to the beginning, since nothing of the plugin serves.</summary>
    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public void Reconsider(PluginPackage package)
    {
        lock (_gate)
        {
            if (_status.State != PluginState.Verified && !PluginStateMachine.IsAllowed(_status.State, PluginState.Verified))
            {
                throw new InvalidOperationException($"{_status.Id} cannot go from {_status.State} to {PluginState.Verified}.");
            }

            Volatile.Write(ref _package, package);
            Volatile.Write(ref _status, new PluginStatus(
                _status.Id,
                package.Manifest.Version,
                package.Manifest.Tier.ToString(),
                package.Manifest.IsRequired,
                PluginState.Verified,
                _timeProvider.GetUtcNow(),
                null,
                null)
            {
                Kind = package.Manifest.Kind,
            });
        }

        _onChange?.Invoke(this, package.Manifest.Version, PluginState.Verified);
    }

    /// <summary>Takes the first generation.</summary>
    public void SetCurrent(PluginGeneration generation, TimeSpan loadTime)
    {
        lock (_gate)
        {
            Volatile.Write(ref _current, generation);
            Volatile.Write(ref _status, _status with { LoadTime = loadTime });
        }
    }

    /// <summary>Lets a generation go, unless another one took its place before.</summary>
    public void ClearCurrent(PluginGeneration generation) => Interlocked.CompareExchange(ref _current, null, generation);

    /// <summary>Notes a generation that is on its way beside the one which serves.</summary>
    public void Announce(PluginGenerationStatus generation)
    {
        lock (_gate)
        {
            _history.Add(generation);
        }

        _onChange?.Invoke(this, generation.Version, generation.State);
    }

    /// <summary>Moves a generation which does not serve to another state.</summary>
    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public void Move(int number, PluginState to, DateTimeOffset now, PluginFault? fault = null, TimeSpan? loadTime = null)
    {
        string? version;
        lock (_gate)
        {
            version = _history.Move(number, to, fault, loadTime, now) ? _history.VersionOf(number) : null;
        }

        if (version is not null)
        {
            _onChange?.Invoke(this, version, to);
        }
    }

    /// <summary>Lets an announced generation serve; the one that served drains from here on.</summary>
    /// <returns>False when the plugin does not run any more; nothing was changed.</returns>
    public bool TrySwap(PluginGeneration next, TimeSpan loadTime, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_status.State != PluginState.Running || _current is not { } old)
            {
                return false;
            }

            _history.Remove(next.Identity.Generation);
            _history.Add(new(old.Identity.Generation, old.Identity.Version, PluginState.Draining, _status.LoadTime, now, null));
            Volatile.Write(ref _package, next.Package);
            Volatile.Write(ref _current, next);
            Volatile.Write(ref _status, _status with
            {
                Version = next.Identity.Version,
                IsRequired = next.Package.Manifest.IsRequired,
                Kind = next.Package.Manifest.Kind,
                LoadTime = loadTime,
                Since = now,
                Fault = null,
            });
        }

        _onChange?.Invoke(this, next.Identity.Version, PluginState.Running);
        return true;
    }

    /// <summary>All generations that are remembered, oldest first, with the one which serves.</summary>
    public IReadOnlyList<PluginGenerationStatus> Generations()
    {
        lock (_gate)
        {
            var all = _history.Items;
            return _current is { } current
                ? [.. all.Add(new(current.Identity.Generation, _status.Version, _status.State, _status.LoadTime, _status.Since, _status.Fault)).OrderBy(static item => item.Number)]
                : all;
        }
    }

    /// <summary>Takes a lease on the generation which serves now.</summary>
    public PluginGeneration? TryLeaseCurrent()
    {
        while (true)
        {
            var current = Current;
            if (current is not { Offerings: not null })
            {
                return null;
            }

            if (current.Leases.TryEnter())
            {
                return current;
            }

            // It drains: either its successor is there already, or there is none.
            if (ReferenceEquals(current, Current))
            {
                return null;
            }
        }
    }
}
