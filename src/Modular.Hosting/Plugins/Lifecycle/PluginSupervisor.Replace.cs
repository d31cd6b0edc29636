using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <content>Replacing a plugin while the others, and its own requests, go on.</content>
internal sealed partial class PluginSupervisor
{
    // Requests which heed their cancellation end within this; what does not is reported and stopped all the same.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(2);

    /// <summary>Brings the next generation of a T1 plugin up beside the present one, swaps them, and ends the old one.</summary>
    /// <param name="id">Identifier of a plugin.</param>
    /// <param name="version">Version to go to, also a lower one if the operator allows that; null for the highest there is, which may be the present one.</param>
    /// <param name="cancellationToken">Gives up a next generation that does not serve yet. A swap that happened is finished.</param>
    /// <exception cref="KeyNotFoundException">There is no such plugin.</exception>
    /// <exception cref="OperationCanceledException">Given up, or the host stops, before anything began.</exception>
    public async Task<PluginReplacement> ReplaceAsync(string id, SemanticVersion? version, CancellationToken cancellationToken)
    {
        var slot = _slots[id];
        var begin = _timeProvider.GetTimestamp();
        using var token = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        await _replaceGate.WaitAsync(token.Token);
        PluginReplacement replacement;
        try
        {
            replacement = await ReplaceAsync(slot, version, begin, token.Token);
        }
        finally
        {
            _replaceGate.Release();
        }

        _metrics.Replaced(replacement);
        if (replacement.Fault is { } fault)
        {
            LogNotReplaced(id, fault.Code, fault.Summary, fault.Detail);
        }

        return replacement;
    }

    private async Task<PluginReplacement> ReplaceAsync(PluginSlot slot, SemanticVersion? version, long begin, CancellationToken cancellationToken)
    {
        var candidate = _discovery.Examine(slot.Package?.Root ?? _root, slot.Id, version);
        if (FindRefusal(slot, candidate, version is not null) is { } refusal)
        {
            return Result(slot, PluginReplacementOutcome.Refused, begin, refusal);
        }

        var old = slot.Current!;
        var (next, loadTime, fault) = await LoadNextAsync(slot, candidate.Package!, cancellationToken);
        fault ??= await StartNextAsync(slot, old, next!, loadTime, cancellationToken);
        if (fault is not null)
        {
            return Result(slot, PluginReplacementOutcome.Failed, begin, fault);
        }

        next!.WatchBackgroundWork(exception => OnBackgroundFault(slot, next, exception));
        _order = CreateOrder();
        var unfinished = await EndOldAsync(slot, old);
        var replacement = Result(slot, PluginReplacementOutcome.Replaced, begin, null) with { Unfinished = unfinished };
        LogReplaced(old.Identity, next.Identity, replacement.Duration.TotalMilliseconds);
        return replacement;
    }

    private PluginFault? FindRefusal(PluginSlot slot, PluginCandidate candidate, bool isNamed)
    {
        if (slot.Status.State != PluginState.Running || slot.Current is not { } current)
        {
            return Obstacle(PluginReasonCode.NotRunning, $"The plugin is {slot.Status.State}; only one that runs can be replaced. Restart the server.");
        }

        if (current.Package.Manifest.Tier == PluginTier.T0)
        {
            return Obstacle(
                PluginReasonCode.TierPinned, "The plugin is of tier T0, which trades replacement for full code quality: it stays until the server restarts.");
        }

        if (candidate.Package is not { Manifest: var manifest })
        {
            return Obstacle(candidate.Rejection!.Code, candidate.Rejection.Reason);
        }

        if (manifest.Tier != PluginTier.T1)
        {
            return Obstacle(PluginReasonCode.TierPinned, $"Version {manifest.Version} is of tier {manifest.Tier}; only T1 comes up without a restart.");
        }

        return !isNamed && Compare(manifest.Version, current.Identity.Version) < 0
            ? Obstacle(
                PluginReasonCode.VersionLower,
                $"The highest version there is, {manifest.Version}, is lower than {current.Identity.Version}, which serves. Name it to go back to it.")
            : FindBrokenRequirement(slot, manifest);
    }

    private PluginFault? FindBrokenRequirement(PluginSlot slot, PluginManifest next)
    {
        var others = Slots.Where(other => other != slot && other.Status.State == PluginState.Running).Select(static other => other.Package!.Manifest).ToList();
        var missing = next.Requires.FirstOrDefault(contract => !others.Exists(other => other.Provides.Contains(contract, StringComparer.Ordinal)));
        if (missing is not null)
        {
            return Obstacle(PluginReasonCode.RequirementMissing, $"Version {next.Version} requires {missing}, which no other running plugin provides.");
        }

        var lost = slot.Package!.Manifest.Provides.Except(next.Provides, StringComparer.Ordinal).FirstOrDefault(contract =>
            others.Exists(other => other.Requires.Contains(contract, StringComparer.Ordinal))
            && !others.Exists(other => other.Provides.Contains(contract, StringComparer.Ordinal)));
        return lost is null
            ? null
            : Obstacle(PluginReasonCode.RequirementMissing, $"Version {next.Version} does not provide {lost} any more, which another running plugin requires.");
    }

    private async Task<(PluginGeneration? Next, TimeSpan LoadTime, PluginFault? Fault)> LoadNextAsync(
        PluginSlot slot, PluginPackage package, CancellationToken cancellationToken)
    {
        var identity = new PluginIdentity(package.Manifest.Id, package.Manifest.Version, slot.NextGeneration());
        slot.Announce(new(identity.Generation, identity.Version, PluginState.Loading, null, _timeProvider.GetUtcNow(), null));
        var begin = _timeProvider.GetTimestamp();
        var call = new GuardedCall(identity, "loading", package.Manifest.StartBudget, PluginReasonCode.LoadFailed, PluginReasonCode.LoadTimeout);
        var outcome = await _guard.CallAsync(call, _ => Task.FromResult(_loader.Load(package, identity.Generation)), cancellationToken);
        var loadTime = _timeProvider.GetElapsedTime(begin);
        if (outcome.Value is { } next)
        {
            slot.Move(identity.Generation, PluginState.Loaded, _timeProvider.GetUtcNow(), loadTime: loadTime);
            return (next, loadTime, null);
        }

        var fault = outcome.Fault ?? Obstacle(PluginReasonCode.Stopping, "The replacement was given up while the plugin loaded.");
        slot.Move(identity.Generation, Failure(outcome.Result), _timeProvider.GetUtcNow(), fault);
        return (null, loadTime, fault);
    }

    private async Task<PluginFault?> StartNextAsync(
        PluginSlot slot, PluginGeneration old, PluginGeneration next, TimeSpan loadTime, CancellationToken cancellationToken)
    {
        var number = next.Identity.Generation;
        slot.Move(number, PluginState.Starting, _timeProvider.GetUtcNow());
        var call = new GuardedCall(
            next.Identity, "starting", next.Package.Manifest.StartBudget, PluginReasonCode.StartFailed, PluginReasonCode.StartTimeout);
        var outcome = await _guard.CallAsync(call, next.StartAsync, cancellationToken);
        var fault = outcome.Result == GuardResult.Completed
            ? TrySwap(slot, old, next, outcome.Value!, loadTime)
            : outcome.Fault ?? Obstacle(PluginReasonCode.Stopping, "The replacement was given up while the plugin started.");
        if (fault is null)
        {
            return null;
        }

        slot.Move(number, Failure(outcome.Result), _timeProvider.GetUtcNow(), fault);
        if (outcome.Result != GuardResult.TimedOut && await StopServicesAsync(next))
        {
            await ReleaseAsync(slot, next);
            _unloadWatch.Watch(next.LoadContextReference, isGone => OnUnloaded(next.Identity, isGone));
        }

        return fault;
    }

    private PluginFault? TrySwap(PluginSlot slot, PluginGeneration old, PluginGeneration next, PluginOfferings offerings, TimeSpan loadTime)
    {
        try
        {
            _publisher.Replace(slot, old, next, offerings);
        }
        catch (Exception exception)
        {
            return PluginFault.From(exception, PluginReasonCode.StartFailed, "publishing", _timeProvider.GetUtcNow());
        }

        if (slot.TrySwap(next, loadTime, _timeProvider.GetUtcNow()))
        {
            return null;
        }

        // The old generation failed in this very moment and was retracted; nothing of the plugin serves then.
        _publisher.Retract(next);
        return Obstacle(PluginReasonCode.NotRunning, "The plugin failed while its next generation came up.");
    }

    private async Task<int> EndOldAsync(PluginSlot slot, PluginGeneration old)
    {
        var number = old.Identity.Generation;
        var unfinished = await DrainOldAsync(old);
        slot.Move(number, PluginState.Stopping, _timeProvider.GetUtcNow());
        if (!await StopServicesAsync(old))
        {
            slot.Move(number, PluginState.Hung, _timeProvider.GetUtcNow());
            return unfinished;
        }

        slot.Move(number, PluginState.Unloading, _timeProvider.GetUtcNow());
        await ReleaseAsync(slot, old);
        _unloadWatch.Watch(old.LoadContextReference, isGone =>
        {
            slot.Move(number, isGone ? PluginState.Unloaded : PluginState.Leaked, _timeProvider.GetUtcNow());
            OnUnloaded(old.Identity, isGone);
        });
        return unfinished;
    }

    private async Task<int> DrainOldAsync(PluginGeneration old)
    {
        var budget = Left(old.Package.Manifest.DrainBudget);
        var drained = old.Leases.DrainAsync();
        await drained.WaitAsync(budget, _timeProvider, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (drained.IsCompleted)
        {
            return 0;
        }

        LogRequestsCancelled(old.Identity, old.Leases.Held, budget.TotalMilliseconds);
        await old.CancelRequestsAsync().WaitAsync(CancellationGrace, _timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await drained.WaitAsync(Left(CancellationGrace), _timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var held = old.Leases.Held;
        if (held > 0)
        {
            LogNotDrained(old.Identity, held, (budget + CancellationGrace).TotalMilliseconds);
        }

        return held;
    }

    private void OnUnloaded(PluginIdentity identity, bool isGone)
    {
        if (isGone)
        {
            LogGone(identity);
            return;
        }

        _metrics.Leaked(identity.Id);
        LogLeaked(identity);
    }

    private PluginReplacement Result(PluginSlot slot, PluginReplacementOutcome outcome, long begin, PluginFault? fault) => new(
        slot.Id, outcome, slot.Status.Version, slot.Current?.Identity.Generation ?? 0, _timeProvider.GetElapsedTime(begin), 0, fault);

    private static PluginState Failure(GuardResult result) => result == GuardResult.TimedOut ? PluginState.Hung : PluginState.Faulted;

    private static int Compare(string left, string right) =>
        SemanticVersion.TryParse(left, out var one) && SemanticVersion.TryParse(right, out var other) ? one.CompareTo(other) : 0;
}
