using Modular.Host.Plugins.Discovery;

namespace Modular.Host.Plugins.Lifecycle;

/// <summary>The place of one plugin in the host: its state, and the generation which serves now.</summary>
internal sealed class PluginSlot
{
    private readonly Lock _gate = new();
    private PluginStatus _status;
    private PluginGeneration? _current;
    private int _generations;

    public PluginSlot(PluginCandidate candidate, DateTimeOffset now)
    {
        Package = candidate.Package;
        _status = new PluginStatus(
            candidate.Id,
            candidate.Version,
            candidate.Manifest?.Tier.ToString(),
            candidate.Manifest?.IsRequired ?? false,
            PluginState.Discovered,
            null,
            null);
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

    /// <summary>The verified package; null when rejected.</summary>
    public PluginPackage? Package { get; }

    public PluginStatus Status => Volatile.Read(ref _status);

    /// <summary>The generation which is loaded or serves; null otherwise.</summary>
    public PluginGeneration? Current => Volatile.Read(ref _current);

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

            Volatile.Write(ref _status, _status with { State = to, Fault = fault ?? _status.Fault });
        }
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

            Volatile.Write(ref _status, _status with { State = to, Fault = fault ?? _status.Fault });
            return true;
        }
    }

    /// <summary>Takes a generation, or none.</summary>
    public void SetCurrent(PluginGeneration? generation, TimeSpan? loadTime = null)
    {
        lock (_gate)
        {
            Volatile.Write(ref _current, generation);
            Volatile.Write(ref _status, _status with { LoadTime = loadTime ?? _status.LoadTime });
        }
    }

    /// <summary>Takes a lease on the generation which serves now.</summary>
    public PluginGeneration? TryLeaseCurrent()
    {
        var current = Current;
        return current is { Offerings: not null } && current.Leases.TryEnter() ? current : null;
    }
}
