namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The end of the host: whether it has begun, and how much time is left for it.</summary>
internal sealed class StopDeadline(TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan LeastBudget = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stopping = new();
    private long _deadline = long.MaxValue;

    /// <summary>Cancelled in the first moment of the stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Begins the stop.</summary>
    /// <param name="budget">For everything together.</param>
    public Task BeginAsync(TimeSpan budget)
    {
        Volatile.Write(ref _deadline, timeProvider.GetTimestamp() + (long)(budget.TotalSeconds * timeProvider.TimestampFrequency));
        return _stopping.CancelAsync();
    }

    /// <summary>What a plugin may take: its own budget or what is left of the host's, and never nothing at all.</summary>
    public TimeSpan Left(TimeSpan own)
    {
        if (!_stopping.IsCancellationRequested)
        {
            return own;
        }

        var left = TimeSpan.FromSeconds((Volatile.Read(ref _deadline) - timeProvider.GetTimestamp()) / (double)timeProvider.TimestampFrequency);
        return left < LeastBudget ? LeastBudget : left < own ? left : own;
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
