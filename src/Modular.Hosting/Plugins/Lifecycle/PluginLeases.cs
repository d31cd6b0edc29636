namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Counts who uses a generation, so that it ends only when nobody does.</summary>
internal sealed class PluginLeases
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The generation holds one itself until it drains; 0 is final.
    private int _count = 1;
    private int _isDraining;

    /// <summary>Leases held by others.</summary>
    public int Held => Math.Max(0, Volatile.Read(ref _count) - (Volatile.Read(ref _isDraining) == 0 ? 1 : 0));

    /// <summary>Takes a lease unless the generation drains.</summary>
    public bool TryEnter()
    {
        var count = Volatile.Read(ref _count);
        while (count > 0 && Volatile.Read(ref _isDraining) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (seen == count)
            {
                return true;
            }

            count = seen;
        }

        return false;
    }

    /// <summary>Gives a lease back.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>Refuses further leases and completes when the last one is back.</summary>
    public Task DrainAsync()
    {
        if (Interlocked.Exchange(ref _isDraining, 1) == 0)
        {
            Exit();
        }

        return _drained.Task;
    }
}
