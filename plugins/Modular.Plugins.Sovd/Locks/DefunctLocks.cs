namespace Modular.Plugins.Sovd.Locks;

/// <summary>
/// Locks that were taken away from their owners: remembered until they would have ended anyway or the owner acts on it,
/// so that the owner is told what happened instead of that there never was a lock. Used under the gate of a slot.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class DefunctLocks(TimeProvider time)
{
    // Each needs a preemption, which a policy granted; the oldest owner is the one least likely to come back.
    private const int Most = 16;

    private readonly List<(EcuLock View, long Deadline)> _locks = [];

    /// <summary>Remembers a lock.</summary>
    /// <param name="held">The lock.</param>
    public void Add(HeldLock held)
    {
        Forget(held.View.Owner);
        if (_locks.Count == Most)
        {
            _locks.RemoveAt(0);
        }

        _locks.Add((held.View, held.Deadline));
    }

    /// <summary>The lock that was taken away from a caller.</summary>
    /// <param name="owner">Subject of the caller.</param>
    /// <returns>The lock, or null.</returns>
    public EcuLock? Find(string? owner)
    {
        if (_locks.Count == 0)
        {
            return null;
        }

        var now = time.GetTimestamp();
        _locks.RemoveAll(defunct => now >= defunct.Deadline);
        return _locks.Find(defunct => string.Equals(defunct.View.Owner, owner, StringComparison.Ordinal)).View;
    }

    /// <summary>The owner knows, or has a new lock.</summary>
    /// <param name="owner">Subject of the caller.</param>
    public void Forget(string owner) => _locks.RemoveAll(defunct => string.Equals(defunct.View.Owner, owner, StringComparison.Ordinal));
}
