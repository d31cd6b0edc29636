using Modular.Plugins.Sovd.Modes;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>The place of one ECU's lock: free, held, or cleaning up after the last one. Safe for concurrent use.</summary>
internal sealed class LockSlot
{
    private readonly Lock _gate = new();
    private readonly string _ecuName;
    private readonly LockContext _context;
    private readonly CancellationToken _stopping;
    private readonly DefunctLocks _defunct;
    private HeldLock? _held;
    private Task _cleanup = Task.CompletedTask;
    private bool _closed;

    /// <summary>Creates a free place.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="context">What all locks share.</param>
    /// <param name="stopping">Gives up cleanups.</param>
    public LockSlot(string ecuName, LockContext context, CancellationToken stopping)
    {
        _ecuName = ecuName;
        _context = context;
        _stopping = stopping;
        _defunct = new DefunctLocks(context.Time);
    }

    /// <summary>The lock that is held now, whether or not the end of an older one has been noticed yet.</summary>
    /// <returns>The lock, or null.</returns>
    public EcuLock? Find()
    {
        lock (_gate)
        {
            ExpireIfDue();
            return _held?.View;
        }
    }

    /// <summary>The lock that is held now; the owner's use of it is remembered.</summary>
    /// <param name="ecu">The ECU as it is now.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <returns>The lock, whoever holds it, or null.</returns>
    public EcuLock? Use(IEcu ecu, string? owner)
    {
        lock (_gate)
        {
            ExpireIfDue();
            if (_held is not null && owner is not null && _held.IsOwnedBy(owner))
            {
                _held.WasUsed = true;
                _held.Guard(ecu);
            }

            return _held?.View;
        }
    }

    /// <summary>The lock that was taken away from a caller, while the caller does not know.</summary>
    /// <param name="owner">Subject of the caller.</param>
    /// <returns>The lock, or null.</returns>
    public EcuLock? FindBroken(string? owner)
    {
        lock (_gate)
        {
            return _defunct.Find(owner);
        }
    }

    /// <summary>Takes the lock away from its owner, if it is still the one that was decided about.</summary>
    /// <param name="epoch">Epoch of that lock.</param>
    /// <param name="claimant">Subject of the caller for whom.</param>
    public void Preempt(long epoch, string claimant)
    {
        lock (_gate)
        {
            ExpireIfDue();
            if (_held is { } held && held.View.Epoch == epoch)
            {
                LockLog.Preempted(_context.Logger, _ecuName, held.View.Owner, claimant);
                _context.Metrics.Preempted();
                _defunct.Add(held);
                End();
            }
        }
    }

    /// <summary>Takes or prolongs the lock, unless somebody else holds it or the last one still cleans up.</summary>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns>The outcome.</returns>
    public LockTaking TryTake(string owner, TimeSpan duration)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            ExpireIfDue();
            if (_held is { } held)
            {
                if (!held.IsOwnedBy(owner))
                {
                    return new LockTaking(LockOutcome.Foreign, held.View, Task.CompletedTask);
                }

                SetExpiry(held, duration);
                _context.Metrics.Extended();
                return new LockTaking(LockOutcome.Extended, held.View, Task.CompletedTask);
            }

            if (!_cleanup.IsCompleted)
            {
                return new LockTaking(null, null, _cleanup);
            }

            var created = Create(owner, duration);
            return new LockTaking(created is null ? LockOutcome.UnknownEcu : LockOutcome.Created, created, Task.CompletedTask);
        }
    }

    /// <summary>Gives the lock a new end.</summary>
    /// <param name="id">Identifier of the lock.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns><see cref="LockOutcome.Extended"/>, or why not.</returns>
    public LockOutcome Extend(string id, string owner, TimeSpan duration)
    {
        lock (_gate)
        {
            if (Refuse(id, owner) is { } refusal)
            {
                return refusal;
            }

            SetExpiry(_held!, duration);
            _context.Metrics.Extended();
            return LockOutcome.Extended;
        }
    }

    /// <summary>Ends the lock.</summary>
    /// <param name="id">Identifier of the lock.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="cleanup">Completes when the ECU is in its start states again.</param>
    /// <returns><see cref="LockOutcome.Released"/>, or why not.</returns>
    public LockOutcome Release(string id, string owner, out Task cleanup)
    {
        cleanup = Task.CompletedTask;
        lock (_gate)
        {
            if (Refuse(id, owner) is { } refusal)
            {
                if (refusal != LockOutcome.Broken)
                {
                    return refusal;
                }

                // The owner lets go of what is gone, and knows by that.
                _defunct.Forget(owner);
                return LockOutcome.Released;
            }

            LockLog.Released(_context.Logger, _ecuName, owner);
            _context.Metrics.Released();
            cleanup = End();
            return LockOutcome.Released;
        }
    }

    /// <summary>Fences and keeps alive the ECU of a new tester.</summary>
    /// <param name="tester">The tester.</param>
    public void Follow(IDiagnosticTester tester)
    {
        lock (_gate)
        {
            try
            {
                if (_held is { } held && tester.FindEcu(_ecuName) is { } ecu)
                {
                    held.Guard(ecu);
                }
            }
            catch (Exception exception)
            {
                // One ECU that cannot be guarded must not keep the others from being guarded.
                LockLog.NotGuarded(_context.Logger, _ecuName, exception.Message);
            }
        }
    }

    /// <summary>Lets go of everything; no lock can be taken any more.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            if (_held is not null)
            {
                _context.Metrics.Closed();
                _held.Dispose();
                _held = null;
            }

            return _cleanup;
        }
    }

    private LockOutcome? Refuse(string id, string owner)
    {
        ExpireIfDue();
        if (_defunct.Find(owner) is { } broken && string.Equals(broken.Id, id, StringComparison.OrdinalIgnoreCase))
        {
            return LockOutcome.Broken;
        }

        if (_held is not { } held)
        {
            return LockOutcome.NoLock;
        }

        if (!held.IsOwnedBy(owner))
        {
            return LockOutcome.Foreign;
        }

        return string.Equals(held.View.Id, id, StringComparison.OrdinalIgnoreCase) ? null : LockOutcome.OtherLock;
    }

    private EcuLock? Create(string owner, TimeSpan duration)
    {
        using var lease = _context.Tester.Acquire();
        if (lease.Value.FindEcu(_ecuName) is not { } ecu)
        {
            return null;
        }

        var now = _context.Time.GetUtcNow();
        var view = new EcuLock(Guid.NewGuid().ToString("D"), owner, _context.Epochs.Next(), now, now + duration);
        var held = new HeldLock(view);
        held.Guard(ecu);
        held.Timer = _context.Time.CreateTimer(
            static state => ((LockSlot)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _held = held;
        _defunct.Forget(owner);
        SetExpiry(held, duration);
        LockLog.Created(_context.Logger, _ecuName, owner, duration.TotalSeconds);
        _context.Metrics.Created();
        return held.View;
    }

    private void SetExpiry(HeldLock held, TimeSpan duration)
    {
        held.Deadline = _context.Time.GetTimestamp() + (long)(duration.TotalSeconds * _context.Time.TimestampFrequency);
        held.View = held.View with { ExpiresAt = _context.Time.GetUtcNow() + duration };
        held.Arm(duration);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            ExpireIfDue();
            // The timer's clock is coarser than the deadline's, or the lock was prolonged meanwhile.
            _held?.Arm(_context.Time.GetElapsedTime(_context.Time.GetTimestamp(), _held.Deadline));
        }
    }

    private void ExpireIfDue()
    {
        if (_held is { } held && _context.Time.GetTimestamp() >= held.Deadline)
        {
            LockLog.Expired(_context.Logger, _ecuName, held.View.Owner);
            _context.Metrics.Expired();
            End();
        }
    }

    // Called under the gate, also from timers, so it lets nothing escape.
    private Task End()
    {
        var held = _held!;
        var epoch = _context.Epochs.Next();
        _held = null;
        _context.SessionExpiry.Disarm(_ecuName);
        try
        {
            Fence(epoch);
            held.Dispose();
        }
        catch (Exception exception)
        {
            // The tester is another plugin; whatever it throws, the lock must end.
            LockLog.EndedBadly(_context.Logger, _ecuName, exception.Message);
        }

        // A change that passed the gate may still wait for the ECU's turn, so after a use the reset is always sent.
        var extent = held.WasUsed ? ResetExtent.SessionAlwaysAndSecurity : ResetExtent.SessionAndSecurity;
        _cleanup = Task.Run(() => _context.Reset.ResetAsync(_ecuName, epoch, extent, _stopping), CancellationToken.None);
        return _cleanup;
    }

    private void Fence(long epoch)
    {
        if (_context.Tester.TryAcquire(out var lease))
        {
            using (lease)
            {
                lease.Value.FindEcu(_ecuName)?.Fence(epoch);
            }
        }
    }
}
