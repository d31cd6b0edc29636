using System.Collections.Concurrent;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>When a plugin in quarantine is tried again: later and later, until it has behaved for long enough.</summary>
internal sealed class RetrySchedule(FaultSettings settings, TimeProvider timeProvider)
{
    /// <summary>Longest time between two attempts; who behaves for as long begins anew.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Nobody is served without a required plugin, so it is worth the first attempt at once.
    private static readonly TimeSpan FirstOfRequired = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (TimeSpan Delay, DateTimeOffset Due)> _last = new(StringComparer.Ordinal);

    /// <summary>The time until the next attempt; null when there is to be none.</summary>
    public TimeSpan? NextDelay(string plugin, bool isRequired)
    {
        if (settings.RetryDelay == TimeSpan.Zero)
        {
            return null;
        }

        var now = timeProvider.GetUtcNow();
        var first = isRequired ? FirstOfRequired : settings.RetryDelay;
        return _last.AddOrUpdate(
            plugin,
            _ => (first, now + first),
            (_, last) => now - last.Due > Longest ? (first, now + first) : Next(last.Delay, now)).Delay;
    }

    /// <summary>Begins anew.</summary>
    public void Forget(string plugin) => _last.TryRemove(plugin, out _);

    private static (TimeSpan Delay, DateTimeOffset Due) Next(TimeSpan delay, DateTimeOffset now)
    {
        var next = delay * 2 < Longest ? delay * 2 : Longest;
        return (next, now + next);
    }
}
