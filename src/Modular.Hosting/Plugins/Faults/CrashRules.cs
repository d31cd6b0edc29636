using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Who is blamed for the end of the process, and what follows. Decides and does nothing.</summary>
internal static class CrashRules
{
    /// <summary>
    /// Times a required plugin may end the process within <see cref="Window"/>. Without it the server is of no use, so it
    /// gets the chance that a restart mends it; after these, a server that is up and says why is worth more.
    /// </summary>
    public const int RequiredAttempts = 3;

    /// <summary>How far back the ends of the process count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Blames a plugin for the end of the process.</summary>
    /// <param name="memory">What is remembered of it.</param>
    /// <param name="blame">What it did.</param>
    /// <param name="isRequired">True when the server is not ready without it.</param>
    public static PluginMemory Blame(PluginMemory memory, PluginIncident blame, bool isRequired)
    {
        var after = memory.With(blame) with { Starting = null, IsSuspect = false };
        var count = after.Incidents.Count(incident =>
            incident.Code == PluginReasonCode.ProcessKilled && incident.Version == blame.Version && blame.Time - incident.Time < Window);
        return isRequired && count < RequiredAttempts
            ? after
            : after with { Quarantine = new PluginQuarantine(blame.Version, blame.Code, blame.Reason, blame.Time) };
    }

    /// <summary>Judges the marks which the last run left behind.</summary>
    /// <param name="memories">What is remembered of each plugin that is installed.</param>
    /// <param name="isRequired">Says whether the server is not ready without a plugin.</param>
    /// <param name="boot">The present boot of the machine.</param>
    /// <param name="now">The present time.</param>
    /// <returns>What is to be remembered from now on, of the plugins for which that changed.</returns>
    public static IReadOnlyDictionary<string, PluginMemory> Judge(
        IReadOnlyDictionary<string, PluginMemory> memories, Func<string, bool> isRequired, string boot, DateTimeOffset now)
    {
        var marked = memories.Where(static pair => pair.Value.Starting is not null).ToList();
        var culprits = marked.Count(pair => pair.Value.Starting!.Boot == boot);
        return marked.ToDictionary(
            static pair => pair.Key,
            pair => Judge(pair.Value, pair.Value.Starting!, pair.Value.Starting!.Boot != boot, culprits, isRequired(pair.Key), now),
            StringComparer.Ordinal);
    }

    private static PluginMemory Judge(PluginMemory memory, PluginStartMark mark, bool isRebooted, int culprits, bool isRequired, DateTimeOffset now)
    {
        if (isRebooted)
        {
            return (memory with { Starting = null }).With(new(
                mark.Version, PluginReasonCode.StartInterrupted, "The machine restarted while the plugin started; it is not blamed.", now));
        }

        if (culprits > 1)
        {
            return (memory with { Starting = null, IsSuspect = true }).With(new(
                mark.Version,
                PluginReasonCode.StartInterrupted,
                $"The process ended while this and {culprits - 1} other plugins started; they are started one after another now.",
                now));
        }

        return Blame(
            memory,
            new(mark.Version, PluginReasonCode.ProcessKilled, $"The process ended while version {mark.Version} of the plugin started.", now),
            isRequired);
    }
}
