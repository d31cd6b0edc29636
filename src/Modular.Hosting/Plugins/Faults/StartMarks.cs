using System.Collections.Concurrent;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>
/// Marks on disk which plugins are starting, and judges the marks of a run that did not end in order: what ends the
/// process takes every handler with it, and only a file tells the next run who it was.
/// </summary>
/// <remarks>Only the server that claimed the data folder writes; others read.</remarks>
internal sealed partial class StartMarks(string dataPath, PluginMemoryStore store, TimeProvider timeProvider, ILogger<StartMarks> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _marked = new(StringComparer.Ordinal);
    private DataFolderClaim? _claim;
    private volatile bool _isStopping;

    /// <summary>True when this server has the data folder for itself.</summary>
    public bool IsClaimed => _claim is not null;

    /// <summary>Claims the data folder for this server. Without it no marks are written, which is logged.</summary>
    public void Claim()
    {
        if (!DataFolderClaim.TryTake(dataPath, out _claim, out var problem))
        {
            LogNotClaimed(dataPath, problem);
        }
    }

    /// <summary>Judges the marks left behind, and puts into quarantine what is to be kept out.</summary>
    /// <param name="slots">The plugins which may be loaded.</param>
    /// <returns>True when several are suspect, so that all have to start one after another.</returns>
    public bool Judge(IReadOnlyList<PluginSlot> slots)
    {
        var memories = slots.Select(static slot => slot.Id).ToDictionary(static id => id, Read, StringComparer.Ordinal);

        // While another server runs on the folder, its marks say that it starts, and nothing else.
        if (IsClaimed || !DataFolderClaim.IsTaken(dataPath))
        {
            var required = slots.Where(static slot => slot.Status.IsRequired).Select(static slot => slot.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var (id, memory) in CrashRules.Judge(memories, required.Contains, MachineBoot.Id, timeProvider.GetUtcNow()))
            {
                memories[id] = memory;
                Write(id, _ => memory);
                LogJudged(id, memory.Incidents[^1].Reason);
            }
        }

        foreach (var slot in slots)
        {
            Apply(slot, memories[slot.Id]);
        }

        return memories.Values.Any(static memory => memory.IsSuspect);
    }

    /// <summary>Takes note of a plugin's step.</summary>
    public void Note(string id, string version, PluginState state)
    {
        if (state == PluginState.Loading)
        {
            if (IsClaimed && !_isStopping)
            {
                _marked[id] = version;
                Write(id, memory => memory with { Starting = new(version, timeProvider.GetUtcNow(), MachineBoot.Id) });
            }
        }
        else if (state is not (PluginState.Loaded or PluginState.Starting) && _marked.TryRemove(KeyValuePair.Create(id, version)))
        {
            // What runs was let in, by whatever way.
            Write(id, memory => memory with
            {
                Starting = null,
                IsSuspect = false,
                Quarantine = state == PluginState.Running && memory.Quarantine?.Version == version ? null : memory.Quarantine,
            });
        }
    }

    /// <summary>Takes all marks back: whoever ends the process from here on, it was told to end.</summary>
    public void Stop()
    {
        _isStopping = true;
        foreach (var (id, version) in _marked)
        {
            Note(id, version, PluginState.Stopping);
        }
    }

    /// <summary>Remembers that a plugin ends the process now.</summary>
    public void Blame(string id, PluginIncident blame, bool isRequired) => Write(id, memory => CrashRules.Blame(memory, blame, isRequired));

    /// <summary>Remembers what went wrong.</summary>
    public void Remember(string id, PluginIncident incident) => Write(id, memory => memory.With(incident));

    /// <summary>Forgets why a plugin is kept out; what went wrong stays on record.</summary>
    /// <returns>True when it was kept out.</returns>
    public bool Release(string id)
    {
        var wasKeptOut = false;
        Write(id, memory =>
        {
            wasKeptOut = memory.Quarantine is not null || memory.Starting is not null;
            return memory with { Quarantine = null, Starting = null, IsSuspect = false, Incidents = [.. memory.Incidents.Where(static incident => incident.Code != PluginReasonCode.ProcessKilled)] };
        });
        return wasKeptOut;
    }

    /// <summary>What is remembered of a plugin; nothing when that cannot be read, which is logged.</summary>
    public PluginMemory Read(string id)
    {
        try
        {
            return store.Read(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PluginProblemException)
        {
            LogNotRead(id, exception.Message);
            return PluginMemory.Nothing;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _claim, null)?.Dispose();
    }

    private void Apply(PluginSlot slot, PluginMemory memory)
    {
        if (memory.Quarantine is not { } quarantine)
        {
            return;
        }

        if (quarantine.Version != slot.Status.Version)
        {
            LogLifted(slot.Id, slot.Status.Version, quarantine.Version);
            Write(slot.Id, static memory => memory with { Quarantine = null });
            return;
        }

        var fault = new PluginFault(
            quarantine.Code,
            $"{quarantine.Reason} It is kept out until another version is installed or 'modular plugin release {slot.Id}' lets it try again.",
            string.Empty,
            quarantine.Since);
        if (slot.TryTransition(PluginState.Quarantined, fault))
        {
            LogQuarantined(slot.Id, slot.Status.Version, fault.Code, fault.Summary);
        }
    }

    private void Write(string id, Func<PluginMemory, PluginMemory> change)
    {
        if (!IsClaimed)
        {
            return;
        }

        try
        {
            store.Update(id, change);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(id, exception.Message);
        }
    }

    [LoggerMessage(EventIds.DataFolderNotClaimed, LogLevel.Warning, "Cannot claim {Folder}, so a plugin that ends the process will not be kept out at the next start: {Reason}")]
    private partial void LogNotClaimed(string folder, string reason);

    [LoggerMessage(EventIds.PluginJudged, LogLevel.Warning, "The last run did not end in order, plugin {Plugin}: {Reason}")]
    private partial void LogJudged(string plugin, string reason);

    [LoggerMessage(EventIds.PluginQuarantined, LogLevel.Error, "Plugin {Plugin} {Version} is in quarantine ({Code}): {Reason}")]
    private partial void LogQuarantined(string plugin, string version, string code, string reason);

    [LoggerMessage(EventIds.PluginQuarantineLifted, LogLevel.Information, "Plugin {Plugin} is let in again: version {Version} is installed, and {Old} was in quarantine")]
    private partial void LogLifted(string plugin, string version, string old);

    [LoggerMessage(EventIds.PluginMemoryNotRead, LogLevel.Warning, "Cannot read what is remembered of {Plugin}: {Reason}")]
    private partial void LogNotRead(string plugin, string reason);

    [LoggerMessage(EventIds.PluginMemoryNotWritten, LogLevel.Warning, "Cannot remember what {Plugin} does: {Reason}")]
    private partial void LogNotWritten(string plugin, string reason);
}
