using Modular.Plugins.Sovd.Locks;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Access;

/// <summary>
/// The one gate for locks and rights. A handler gets its component only from here, as a <see cref="GuardedEcu"/> which
/// carries caller and lock into every exchange, so that no route can pass beside it.
/// </summary>
internal sealed class AccessGate
{
    private readonly EcuLocks _locks;

    /// <summary>Creates the gate.</summary>
    /// <param name="locks">The locks.</param>
    public AccessGate(EcuLocks locks) => _locks = locks;

    /// <summary>Asks for a component.</summary>
    /// <param name="ecu">The component's ECU.</param>
    /// <param name="caller">Who calls; null on routes open to anonymous callers.</param>
    /// <param name="rule">What the route asks of the lock.</param>
    /// <param name="mayChange">Whether the route may change the ECU's state.</param>
    /// <param name="guarded">The component, when the gate opens.</param>
    /// <returns>Null when the gate opens, else why not.</returns>
    public GateRefusal? Enter(IEcu ecu, ISecurityContext? caller, LockRule rule, bool mayChange, out GuardedEcu? guarded)
    {
        guarded = null;
        long? epoch = null;
        if (rule != LockRule.None)
        {
            // Before anything else: who believes to hold the lock must not change anything, whoever holds it now.
            if (_locks.FindBroken(ecu.Name, caller?.Subject) is not null)
            {
                return GateRefusal.LockBroken;
            }

            if (!_locks.TryUse(ecu, caller?.Subject, out var held))
            {
                if (rule == LockRule.Required)
                {
                    return GateRefusal.LockMissing;
                }
            }
            else if (!string.Equals(held.Owner, caller?.Subject, StringComparison.Ordinal))
            {
                return GateRefusal.LockForeign;
            }
            else
            {
                epoch = held.Epoch;
            }
        }

        guarded = new GuardedEcu(ecu, caller, epoch, mayChange);
        return null;
    }
}
