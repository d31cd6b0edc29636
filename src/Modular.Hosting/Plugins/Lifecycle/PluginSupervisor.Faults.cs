using System.Collections.Concurrent;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <content>Keeping plugins out that do harm, and letting them in again.</content>
internal sealed partial class PluginSupervisor
{
    // Condemned while they came up: a start is left to end by itself, and what it started is taken down then.
    private readonly ConcurrentDictionary<PluginIdentity, (PluginFault Fault, FaultCause Cause)> _condemned = [];
    private bool _isJudged;

    /// <summary>Lets a plugin try again that was kept out, whatever it was kept out for.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="cancellationToken">Ends the wait for another change, and gives the start up.</param>
    /// <returns>Why it does not run, or null.</returns>
    /// <exception cref="KeyNotFoundException">There is no such plugin.</exception>
    /// <exception cref="OperationCanceledException">Given up, or the host stops.</exception>
    public async Task<PluginFault?> ReleaseAsync(string id, CancellationToken cancellationToken)
    {
        var slot = _roster.Get(id);
        _faults.Marks.Release(id);
        _faults.Retries.Forget(id);
        LogReleased(id);
        return slot.Status.State == PluginState.Running ? null : (await ReplaceAsync(id, null, cancellationToken)).Fault;
    }

    /// <summary>What went wrong in a plugin lately, in this run and before, oldest first.</summary>
    public IReadOnlyList<PluginIncident> IncidentsOf(PluginSlot slot) =>
    [
        .. _faults.Marks.Read(slot.Id).Incidents.Union(_faults.Monitor.Recent(slot.Id, slot.Status.Version))
            .OrderBy(static incident => incident.Time).TakeLast(PluginMemory.MaximumIncidents),
    ];

    /// <summary>Keeps out what ended the last run; once.</summary>
    /// <returns>True when nobody knows which of several plugins it was, so that they start one after another.</returns>
    private bool JudgeLastRun()
    {
        if (_isJudged)
        {
            return false;
        }

        _isJudged = true;
        return _faults.Marks.Judge([.. Slots.Where(static slot => slot.Status.State == PluginState.Verified)]);
    }

    /// <summary>Takes a generation out of service while the others go on.</summary>
    private void Quarantine(PluginIdentity plugin, PluginFault fault, FaultCause cause)
    {
        if (IsStopping || Find(plugin.Id) is not { } slot)
        {
            return;
        }

        // A generation which does not serve any more has nobody to harm; its own end goes on.
        if (slot.Current is not { } generation || generation.Identity != plugin || slot.Status.State is PluginState.Loaded or PluginState.Starting)
        {
            if (plugin.Generation >= (slot.Current?.Identity.Generation ?? 0))
            {
                _condemned[plugin] = (fault, cause);
            }

            return;
        }

        // What hung is not tried again by itself: each attempt might cost a thread.
        var delay = cause != FaultCause.Hung && generation.Package.Manifest.Tier == PluginTier.T1
            ? _faults.Retries.NextDelay(plugin.Id, slot.Status.IsRequired)
            : null;
        var told = fault with { Summary = $"{fault.Summary} {Outlook(plugin.Id, delay)}" };
        if (slot.TryTransition(PluginState.Quarantined, told))
        {
            _faults.Marks.Remember(plugin.Id, new(plugin.Version, fault.Code, fault.Summary, fault.Time));

            // Not on this thread: it may be the plugin's own, or the one that runs all finalizers.
            _cleanUps.Add(Task.Run(() => RetireAndRetryAsync(slot, generation, told, delay)));
        }
    }

    private void Note(PluginSlot slot, string version, PluginState state)
    {
        _faults.Note(slot, version, state);
        if (state == PluginState.Running && slot.Current is { } generation && _condemned.TryRemove(generation.Identity, out var condemned))
        {
            Quarantine(generation.Identity, condemned.Fault, condemned.Cause);
        }
    }

    private static string Outlook(string id, TimeSpan? delay) => delay is { } time
        ? $"It is tried again in {time.TotalSeconds:0} s."
        : $"It is kept out until the server restarts, another version replaces it or 'modular plugin release {id}' lets it try again.";

    private async Task RetireAndRetryAsync(PluginSlot slot, PluginGeneration generation, PluginFault fault, TimeSpan? delay)
    {
        var since = slot.Status.Since;
        _publisher.Retract(generation);
        LogFaulted(slot.Id, PluginState.Quarantined, fault.Code, fault.Summary, fault.Detail);
        await RetireAsync(slot, generation);
        if (delay is { } time)
        {
            // Not awaited: the stop waits for those who retire, and must not wait for the attempt.
            _ = RetryAsync(slot.Id, since, time);
        }
    }

    private async Task RetryAsync(string id, DateTimeOffset since, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _timeProvider, _deadline.Stopping);

            // Somebody else may have tried, replaced or removed it meanwhile.
            if (Find(id)?.Status is { State: PluginState.Quarantined } status && status.Since == since)
            {
                LogRetried(id);
                await ReplaceAsync(id, null, _deadline.Stopping);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or KeyNotFoundException)
        {
            // The host stops, or the plugin is gone.
        }
    }

    [LoggerMessage(EventIds.PluginReleased, LogLevel.Information, "Plugin {Plugin} is released and tried again")]
    private partial void LogReleased(string plugin);

    [LoggerMessage(EventIds.PluginRetried, LogLevel.Information, "Plugin {Plugin} is tried again after its quarantine")]
    private partial void LogRetried(string plugin);
}
