namespace Modular.Plugins.Sovd.Locks;

/// <summary>Numbers that only grow. Safe for concurrent use.</summary>
/// <remarks>
/// They start at the wall clock's milliseconds, so that a plugin which starts anew beside a tester that remembers old
/// epochs continues above them.
/// </remarks>
internal sealed class LockEpochs
{
    private long _last;

    /// <summary>Starts to count.</summary>
    /// <param name="time">The clock.</param>
    public LockEpochs(TimeProvider time) => _last = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The next number.</summary>
    /// <returns>Larger than all before.</returns>
    public long Next() => Interlocked.Increment(ref _last);
}
