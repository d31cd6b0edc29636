using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <content>Changes while the server runs: replacing, adding, bringing up again, removing. One at a time.</content>
internal sealed partial class PluginSupervisor
{
    /// <summary>
    /// Lets a version of a plugin serve: in the place of the one which serves, or at all, when the plugin is new, waits,
    /// was rejected or failed.
    /// </summary>
    /// <param name="id">Identifier of a plugin the host knows, or of a folder in a plugin root.</param>
    /// <param name="version">Version to go to, also a lower one if the operator allows that; null for the highest there is, which may be the present one.</param>
    /// <param name="cancellationToken">Gives up a generation that does not serve yet. A swap that happened is finished.</param>
    /// <exception cref="KeyNotFoundException">There is no such plugin.</exception>
    /// <exception cref="OperationCanceledException">Given up, or the host stops, before anything began.</exception>
    public async Task<PluginReplacement> ReplaceAsync(string id, SemanticVersion? version, CancellationToken cancellationToken)
    {
        var begin = _timeProvider.GetTimestamp();
        using var token = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Stopping);
        await _changeGate.WaitAsync(token.Token);
        PluginReplacement replacement;
        try
        {
            replacement = await ReplaceAsync(id, version, begin, token.Token);
        }
        finally
        {
            _changeGate.Release();
        }

        _metrics.Replaced(replacement);
        if (replacement.Fault is { } fault)
        {
            LogNotReplaced(id, fault.Code, fault.Summary, fault.Detail);
        }

        return replacement;
    }

    /// <summary>Ends a plugin and forgets it. Its files are the caller's business.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="cancellationToken">Ends the wait for another change.</param>
    /// <returns>Why it stays, or null.</returns>
    /// <exception cref="KeyNotFoundException">There is no such plugin.</exception>
    public async Task<PluginFault?> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var slot = _roster.Get(id);
        using var token = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Stopping);
        await _changeGate.WaitAsync(token.Token);
        try
        {
            if (slot.Current is { } generation)
            {
                if (_rules.FindRemovalRefusal(slot) is { } refusal)
                {
                    return refusal;
                }

                await EndAsync(slot, generation);
                _ender.Watch(slot, generation, static _ => { });
            }

            _roster.Remove(slot);
            _bringUps.TryRemove(id, out _);
            LogRemoved(id);
            return null;
        }
        finally
        {
            _changeGate.Release();
        }
    }

    private async Task<PluginReplacement> ReplaceAsync(string id, SemanticVersion? version, long begin, CancellationToken cancellationToken)
    {
        var root = PluginDiscovery.FindRoot(_roots, id);
        var slot = _roster.Find(id);
        if (slot is null && root is null)
        {
            throw new KeyNotFoundException($"There is no plugin {id}.");
        }

        var candidate = _discovery.Examine(root ?? _roots[0], id, version);
        if (slot is null)
        {
            slot = CreateSlot(candidate);
            _roster.Add(slot);
        }

        if (_rules.FindRefusal(slot, candidate, version is not null) is { } refusal)
        {
            return Result(slot, PluginReplacementOutcome.Refused, begin, refusal);
        }

        var isRunning = slot.Status.State == PluginState.Running;
        var (unfinished, fault) = isRunning
            ? await _replacer.ReplaceAsync(slot, candidate.Package!, cancellationToken)
            : (0, await BringUpAgainAsync(slot, candidate.Package!, cancellationToken));
        if (fault is not null)
        {
            return Result(slot, PluginReplacementOutcome.Failed, begin, fault);
        }

        _roster.Reorder();
        await WakeWaitingAsync(cancellationToken);
        var outcome = isRunning ? PluginReplacementOutcome.Replaced : PluginReplacementOutcome.Started;
        return Result(slot, outcome, begin, null) with { Unfinished = unfinished };
    }

    private async Task<PluginFault?> BringUpAgainAsync(PluginSlot slot, PluginPackage package, CancellationToken cancellationToken)
    {
        if (slot.Current is { } failed)
        {
            // What failed may still drain; its routes must not stand beside those of its successor.
            _publisher.Retract(failed);
        }

        slot.Reconsider(package);
        _roster.Reorder();
        _bringUps.TryRemove(slot.Id, out _);
        await BringUp(slot, PluginState.Running, cancellationToken);
        var status = slot.Status;
        return status.State == PluginState.Running
            ? null
            : status.Fault ?? Obstacle(PluginReasonCode.Stopping, "The plugin was given up before it ran.");
    }

    /// <summary>Gives those who wait another chance: what they wait for may run now.</summary>
    private async Task WakeWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = Slots.Where(static slot => slot.Status.State == PluginState.Waiting).ToList();
        foreach (var slot in waiting)
        {
            slot.Reconsider(slot.Package!);
            _bringUps.TryRemove(slot.Id, out _);
        }

        await Task.WhenAll(waiting.Select(slot => BringUp(slot, PluginState.Running, cancellationToken)));
    }

    private PluginReplacement Result(PluginSlot slot, PluginReplacementOutcome outcome, long begin, PluginFault? fault) => new(
        slot.Id, outcome, slot.Status.Version, slot.Current?.Identity.Generation ?? 0, _timeProvider.GetElapsedTime(begin), 0, fault);
}
