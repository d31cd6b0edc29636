using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Sovd.Modes;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>
/// The locks on ECUs: at most one per ECU, owned by the caller's subject, kept in memory. Safe for concurrent use.
/// </summary>
/// <remarks>
/// While a lock is held its ECU's session is kept alive. When it ends, by wish or by expiry, the ECU refuses calls of
/// older epochs at once and goes back to its start states; the next lock waits for that, so that its owner never
/// inherits a session.
/// </remarks>
internal sealed partial class EcuLocks : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LockSlot> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ICapability<IDiagnosticTester> _tester;
    private readonly StateReset _reset;
    private readonly SessionExpiry _sessionExpiry;
    private readonly LockEpochs _epochs;
    private readonly TimeProvider _time;
    private readonly ILogger<EcuLocks> _logger;
    private bool _disposed;

    /// <summary>Creates an empty table.</summary>
    /// <param name="tester">The diagnostic core.</param>
    /// <param name="reset">Brings ECUs back to their start states.</param>
    /// <param name="sessionExpiry">Armed ends of sessions, which end with the lock.</param>
    /// <param name="epochs">Numbers for locks.</param>
    /// <param name="time">The clock; expiry uses its timestamps, not its wall clock.</param>
    /// <param name="logger">Takes what happens to locks.</param>
    public EcuLocks(
        ICapability<IDiagnosticTester> tester,
        StateReset reset,
        SessionExpiry sessionExpiry,
        LockEpochs epochs,
        TimeProvider time,
        ILogger<EcuLocks> logger)
    {
        _tester = tester;
        _reset = reset;
        _sessionExpiry = sessionExpiry;
        _epochs = epochs;
        _time = time;
        _logger = logger;
        _tester.Changed += OnTesterChanged;
    }

    /// <summary>The lock of an ECU.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="ecuLock">The lock.</param>
    /// <returns>False when none is held now, whether or not its end has been noticed yet.</returns>
    public bool TryFind(string ecuName, [NotNullWhen(true)] out EcuLock? ecuLock)
    {
        ecuLock = null;
        if (!_slots.TryGetValue(ecuName, out var slot))
        {
            return false;
        }

        lock (slot.Gate)
        {
            ExpireIfDue(slot);
            ecuLock = slot.Held?.View;
            return ecuLock is not null;
        }
    }

    /// <summary>Takes the lock of an ECU, or prolongs it when the caller holds it already.</summary>
    /// <param name="ecuName">Name of an ECU that exists.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="duration">How long from now; zero ends at once.</param>
    /// <param name="cancellationToken">Gives up waiting for the last lock's cleanup.</param>
    /// <returns>The outcome, and the caller's lock where there is one.</returns>
    /// <exception cref="PluginUnavailableException">No diagnostic tester runs.</exception>
    public async ValueTask<(LockOutcome Outcome, EcuLock? Lock)> AcquireAsync(
        string ecuName, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd(ecuName, static name => new LockSlot(name));
        while (true)
        {
            Task cleanup;
            lock (slot.Gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                ExpireIfDue(slot);
                if (slot.Held is { } held)
                {
                    if (!held.IsOwnedBy(owner))
                    {
                        return (LockOutcome.Foreign, null);
                    }

                    SetExpiry(held, duration);
                    return (LockOutcome.Extended, held.View);
                }

                if (slot.Cleanup.IsCompleted)
                {
                    return TryCreate(slot, owner, duration) is { } created
                        ? (LockOutcome.Created, created)
                        : (LockOutcome.UnknownEcu, null);
                }

                cleanup = slot.Cleanup;
            }

            await cleanup.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a lock a new end.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="id">Identifier of the lock; compares without case.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns><see cref="LockOutcome.Extended"/>, or why not.</returns>
    public LockOutcome Extend(string ecuName, string id, string owner, TimeSpan duration)
    {
        if (!_slots.TryGetValue(ecuName, out var slot))
        {
            return LockOutcome.NoLock;
        }

        lock (slot.Gate)
        {
            ExpireIfDue(slot);
            var refusal = Check(slot, id, owner);
            if (refusal is not null)
            {
                return refusal.Value;
            }

            SetExpiry(slot.Held!, duration);
            return LockOutcome.Extended;
        }
    }

    /// <summary>Gives a lock back and waits until its ECU is in its start states again.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="id">Identifier of the lock; compares without case.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="cancellationToken">Gives up waiting; the lock is gone all the same.</param>
    /// <returns><see cref="LockOutcome.Released"/>, or why not.</returns>
    public async ValueTask<LockOutcome> ReleaseAsync(string ecuName, string id, string owner, CancellationToken cancellationToken)
    {
        if (!_slots.TryGetValue(ecuName, out var slot))
        {
            return LockOutcome.NoLock;
        }

        Task cleanup;
        lock (slot.Gate)
        {
            ExpireIfDue(slot);
            var refusal = Check(slot, id, owner);
            if (refusal is not null)
            {
                return refusal.Value;
            }

            Log.Released(_logger, slot.EcuName, owner);
            cleanup = StartRelease(slot);
        }

        await cleanup.WaitAsync(cancellationToken).ConfigureAwait(false);
        return LockOutcome.Released;
    }

    /// <summary>
    /// The lock of an ECU for a use under it: remembers that it was used, and renews fence and tester present where the
    /// ECU is another object than when the lock was taken.
    /// </summary>
    /// <param name="ecu">The ECU.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="ecuLock">The lock, whoever holds it.</param>
    /// <returns>False when none is held now.</returns>
    public bool TryUse(IEcu ecu, string? owner, [NotNullWhen(true)] out EcuLock? ecuLock)
    {
        ecuLock = null;
        if (!_slots.TryGetValue(ecu.Name, out var slot))
        {
            return false;
        }

        lock (slot.Gate)
        {
            ExpireIfDue(slot);
            if (slot.Held is not { } held)
            {
                return false;
            }

            if (owner is not null && held.IsOwnedBy(owner))
            {
                held.WasUsed = true;
                held.Guard(ecu);
            }

            ecuLock = held.View;
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _tester.Changed -= OnTesterChanged;
        var cleanups = new List<Task>();
        foreach (var slot in _slots.Values)
        {
            lock (slot.Gate)
            {
                _disposed = true;
                slot.Held?.Dispose();
                slot.Held = null;
                cleanups.Add(slot.Cleanup);
            }
        }

        _disposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(cleanups).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static LockOutcome? Check(LockSlot slot, string id, string owner)
    {
        if (slot.Held is not { } held)
        {
            return LockOutcome.NoLock;
        }

        if (!held.IsOwnedBy(owner))
        {
            return LockOutcome.Foreign;
        }

        return string.Equals(held.View.Id, id, StringComparison.OrdinalIgnoreCase) ? null : LockOutcome.OtherLock;
    }

    private EcuLock? TryCreate(LockSlot slot, string owner, TimeSpan duration)
    {
        using var lease = _tester.Acquire();
        if (lease.Value.FindEcu(slot.EcuName) is not { } ecu)
        {
            return null;
        }

        var view = new EcuLock(Guid.NewGuid().ToString("D"), owner, _epochs.Next(), _time.GetUtcNow() + duration);
        var held = new HeldLock(view);
        held.Guard(ecu);
        slot.Held = held;
        held.Timer = _time.CreateTimer(
            static state => ((Expiry)state!).Run(), new Expiry(this, slot), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetExpiry(held, duration);
        Log.Created(_logger, slot.EcuName, owner, duration.TotalSeconds);
        return held.View;
    }

    private void SetExpiry(HeldLock held, TimeSpan duration)
    {
        held.Deadline = _time.GetTimestamp() + (long)(duration.TotalSeconds * _time.TimestampFrequency);
        held.View = held.View with { ExpiresAt = _time.GetUtcNow() + duration };
        Arm(held, duration);
    }

    private static void Arm(HeldLock held, TimeSpan due) =>
        // One millisecond at least: the callback must never run inside Change.
        held.Timer?.Change(due > TimeSpan.FromMilliseconds(1) ? due : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

    private void OnTimer(LockSlot slot)
    {
        lock (slot.Gate)
        {
            ExpireIfDue(slot);
            if (slot.Held is { } held)
            {
                // The timer's clock is coarser than the deadline's, or the lock was prolonged meanwhile.
                Arm(held, _time.GetElapsedTime(_time.GetTimestamp(), held.Deadline));
            }
        }
    }

    private void ExpireIfDue(LockSlot slot)
    {
        if (slot.Held is { } held && _time.GetTimestamp() >= held.Deadline)
        {
            Log.Expired(_logger, slot.EcuName, held.View.Owner);
            StartRelease(slot);
        }
    }

    /// <summary>Ends the held lock. Called under the slot's gate, also from timers, so it lets nothing escape.</summary>
    private Task StartRelease(LockSlot slot)
    {
        var held = slot.Held!;
        var epoch = _epochs.Next();
        slot.Held = null;
        _sessionExpiry.Disarm(slot.EcuName);
        try
        {
            Fence(slot.EcuName, epoch);
            held.Dispose();
        }
        catch (Exception exception)
        {
            // The tester is another plugin; whatever it throws, the lock must end.
            Log.EndedBadly(_logger, slot.EcuName, exception.Message);
        }

        // A change that passed the gate may still wait for the ECU's turn, so after a use the reset is always sent.
        var extent = held.WasUsed ? ResetExtent.SessionAlwaysAndSecurity : ResetExtent.SessionAndSecurity;
        var token = _stopping.Token;
        slot.Cleanup = Task.Run(() => _reset.ResetAsync(slot.EcuName, epoch, extent, token), CancellationToken.None);
        return slot.Cleanup;
    }

    private void Fence(string ecuName, long epoch)
    {
        if (_tester.TryAcquire(out var lease))
        {
            using (lease)
            {
                lease.Value.FindEcu(ecuName)?.Fence(epoch);
            }
        }
    }

    private void OnTesterChanged(object? sender, EventArgs e)
    {
        if (!_tester.TryAcquire(out var lease))
        {
            return;
        }

        using (lease)
        {
            foreach (var slot in _slots.Values)
            {
                FollowTester(slot, lease.Value);
            }
        }
    }

    private void FollowTester(LockSlot slot, IDiagnosticTester tester)
    {
        lock (slot.Gate)
        {
            try
            {
                if (slot.Held is { } held && tester.FindEcu(slot.EcuName) is { } ecu)
                {
                    held.Guard(ecu);
                }
            }
            catch (Exception exception)
            {
                // One ECU that cannot be guarded must not keep the others from being guarded.
                Log.NotGuarded(_logger, slot.EcuName, exception.Message);
            }
        }
    }

    private sealed class Expiry(EcuLocks owner, LockSlot slot)
    {
        public void Run() => owner.OnTimer(slot);
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "Locked {Ecu} for {Owner}, {Seconds} s")]
        public static partial void Created(ILogger logger, string ecu, string owner, double seconds);

        [LoggerMessage(4102, LogLevel.Information, "Lock of {Owner} on {Ecu} expired")]
        public static partial void Expired(ILogger logger, string ecu, string owner);

        [LoggerMessage(4104, LogLevel.Warning, "The lock on {Ecu} ended, but its guards did not end well: {Reason}")]
        public static partial void EndedBadly(ILogger logger, string ecu, string reason);

        [LoggerMessage(4105, LogLevel.Warning, "{Ecu} of the new diagnostic tester is not guarded by its lock: {Reason}")]
        public static partial void NotGuarded(ILogger logger, string ecu, string reason);

        [LoggerMessage(4103, LogLevel.Information, "{Owner} released the lock on {Ecu}")]
        public static partial void Released(ILogger logger, string ecu, string owner);
    }
}
