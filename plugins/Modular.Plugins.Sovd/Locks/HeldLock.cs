using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>A lock while it is held, with what it keeps running. Used under its slot's gate.</summary>
/// <param name="view">What callers see of it.</param>
internal sealed class HeldLock(EcuLock view) : IDisposable
{
    // The callback takes the slot's gate; it must never run inside Change, which is called under it.
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    private IDisposable? _keepAlive;

    // Weak, because an ECU belongs to a tester that may be replaced while the lock lives on.
    private WeakReference<IEcu>? _guarded;

    /// <summary>What callers see of the lock.</summary>
    public EcuLock View { get; set; } = view;

    /// <summary>Timestamp of the end.</summary>
    public long Deadline { get; set; }

    /// <summary>Whether something was done under the lock that may have changed the ECU.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Wakes at the end.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Whether a caller holds the lock.</summary>
    /// <param name="owner">Subject of the caller.</param>
    /// <returns>True for the owner.</returns>
    public bool IsOwnedBy(string owner) => string.Equals(View.Owner, owner, StringComparison.Ordinal);

    /// <summary>Fences an ECU and keeps its session alive, once per object.</summary>
    /// <param name="ecu">The ECU.</param>
    public void Guard(IEcu ecu)
    {
        if (_guarded is not null && _guarded.TryGetTarget(out var guarded) && ReferenceEquals(guarded, ecu))
        {
            return;
        }

        _keepAlive?.Dispose();
        ecu.Fence(View.Epoch);
        _keepAlive = ecu.KeepSessionAlive();
        _guarded = new WeakReference<IEcu>(ecu);
    }

    /// <summary>Sets the timer.</summary>
    /// <param name="due">When it wakes, from now.</param>
    public void Arm(TimeSpan due) => Timer?.Change(due > Soonest ? due : Soonest, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        Timer?.Dispose();
        _keepAlive?.Dispose();
        _keepAlive = null;
    }
}
