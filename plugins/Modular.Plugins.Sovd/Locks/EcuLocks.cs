using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Locks;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>
/// The locks on ECUs: at most one per ECU, owned by the caller's subject, kept in memory. Safe for concurrent use.
/// </summary>
/// <remarks>
/// While a lock is held its ECU's session is kept alive. When it ends, by wish or by expiry, the ECU refuses calls of
/// older epochs at once and goes back to its start states; the next lock waits for that, so that its owner never
/// inherits a session.
/// </remarks>
internal sealed class EcuLocks : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LockSlot> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stopping = new();
    private readonly LockContext _context;
    private bool _disposed;

    /// <summary>Creates an empty table.</summary>
    /// <param name="context">What all locks share.</param>
    public EcuLocks(LockContext context)
    {
        _context = context;
        _context.Tester.Changed += OnTesterChanged;
    }

    /// <summary>The lock of an ECU.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="ecuLock">The lock.</param>
    /// <returns>False when none is held now.</returns>
    public bool TryFind(string ecuName, [NotNullWhen(true)] out EcuLock? ecuLock)
    {
        ecuLock = _slots.TryGetValue(ecuName, out var slot) ? slot.Find() : null;
        return ecuLock is not null;
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
        ecuLock = _slots.TryGetValue(ecu.Name, out var slot) ? slot.Use(ecu, owner) : null;
        return ecuLock is not null;
    }

    /// <summary>Whether a lock was taken away from a caller who does not know yet.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <returns>The lock, or null.</returns>
    public EcuLock? FindBroken(string ecuName, string? owner) => _slots.TryGetValue(ecuName, out var slot) ? slot.FindBroken(owner) : null;

    /// <summary>
    /// Takes the lock of an ECU, or prolongs it when the caller holds it already. A lock of somebody else is taken away
    /// where a policy says so.
    /// </summary>
    /// <param name="ecuName">Name of an ECU that exists.</param>
    /// <param name="caller">Who wants it.</param>
    /// <param name="duration">How long from now; zero ends at once.</param>
    /// <param name="isBreakRequested">Whether the caller asked for a foreign lock to be broken.</param>
    /// <param name="cancellationToken">Gives up waiting for the last lock's cleanup.</param>
    /// <returns>The outcome, the lock, whoever holds it, and why a foreign one was not taken away where a policy said so.</returns>
    /// <exception cref="Sdk.Capabilities.PluginUnavailableException">No diagnostic tester runs.</exception>
    public async ValueTask<(LockOutcome Outcome, EcuLock? Lock, string? Reason)> AcquireAsync(
        string ecuName, ISecurityContext caller, TimeSpan duration, bool isBreakRequested, CancellationToken cancellationToken)
    {
        var hasPreempted = false;
        var slot = _slots.GetOrAdd(ecuName, static (name, table) => new LockSlot(name, table._context, table._stopping.Token), this);
        while (true)
        {
            var taking = slot.TryTake(caller.Subject, duration);
            if (taking is { Outcome: LockOutcome.Foreign, Lock: { } foreign } && !hasPreempted)
            {
                if (await AskAsync(ecuName, foreign, caller, isBreakRequested, cancellationToken).ConfigureAwait(false) is { IsAllowed: var isAllowed, Reason: var reason })
                {
                    if (!isAllowed)
                    {
                        return (LockOutcome.Foreign, foreign, reason);
                    }

                    // Once: who comes second in a race for the free place is asked about no more.
                    hasPreempted = true;
                    slot.Preempt(foreign.Epoch, caller.Subject);
                    continue;
                }
            }

            if (taking.Outcome is { } outcome)
            {
                return (outcome, taking.Lock, null);
            }

            await taking.Cleanup.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a lock a new end.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <param name="id">Identifier of the lock; compares without case.</param>
    /// <param name="owner">Subject of the caller.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns><see cref="LockOutcome.Extended"/>, or why not.</returns>
    public LockOutcome Extend(string ecuName, string id, string owner, TimeSpan duration) =>
        _slots.TryGetValue(ecuName, out var slot) ? slot.Extend(id, owner, duration) : LockOutcome.NoLock;

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

        var outcome = slot.Release(id, owner, out var cleanup);
        await cleanup.WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _context.Tester.Changed -= OnTesterChanged;
        var cleanups = _slots.Values.Select(static slot => slot.Close()).ToArray();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(cleanups).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async ValueTask<AccessDecision?> AskAsync(
        string ecuName, EcuLock foreign, ISecurityContext caller, bool isBreakRequested, CancellationToken cancellationToken)
    {
        var request = new LockPreemptionRequest
        {
            Scope = LockScope.Ecu,
            Target = ecuName,
            Owner = foreign.Owner,
            HeldSince = foreign.HeldSince,
            ExpiresAt = foreign.ExpiresAt,
            Claimant = caller,
            IsBreakRequested = isBreakRequested,
        };
        var decision = await _context.Preemption.DecideAsync(request, cancellationToken).ConfigureAwait(false);
        if (decision is { IsAllowed: false, Reason: var reason })
        {
            LockLog.NotPreempted(_context.Logger, ecuName, foreign.Owner, caller.Subject, reason);
        }

        return decision;
    }

    private void OnTesterChanged(object? sender, EventArgs e)
    {
        if (_context.Tester.TryAcquire(out var lease))
        {
            using (lease)
            {
                foreach (var slot in _slots.Values)
                {
                    slot.Follow(lease.Value);
                }
            }
        }
    }
}
