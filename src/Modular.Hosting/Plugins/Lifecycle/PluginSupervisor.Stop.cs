using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <content>Taking plugins down.</content>
internal sealed partial class PluginSupervisor
{
    private async Task TakeDownAsync(PluginSlot slot)
    {
        if (slot.Current is not { } generation)
        {
            return;
        }

        await Task.WhenAll(_order.After(slot.Id).Select(id => TakeDown(_slots[id])));
        switch (slot.Status.State)
        {
            case PluginState.Running when slot.TryTransition(PluginState.Draining):
                await DrainAsync(slot, generation);
                slot.Transition(PluginState.Stopping);
                await EndAsync(slot, generation);
                break;

            case PluginState.Loaded when slot.TryTransition(PluginState.Unloading):
                await ReleaseAsync(slot, generation);
                slot.Transition(PluginState.Unloaded);
                break;

            default:
                // Faulted plugins were cleaned up when they failed; a hung one must not be touched again.
                break;
        }
    }

    private async Task DrainAsync(PluginSlot slot, PluginGeneration generation)
    {
        _publisher.Retract(generation);
        var budget = Budget(generation);
        try
        {
            await generation.Leases.DrainAsync().WaitAsync(budget, _timeProvider);
        }
        catch (TimeoutException)
        {
            LogNotDrained(generation.Identity, generation.Leases.Held, budget.TotalMilliseconds);
        }
    }

    private async Task EndAsync(PluginSlot slot, PluginGeneration generation)
    {
        if (!await StopServicesAsync(generation))
        {
            slot.Transition(PluginState.Hung);
            return;
        }

        slot.Transition(PluginState.Unloading);
        await ReleaseAsync(slot, generation);
        slot.Transition(PluginState.Unloaded);
        LogStopped(generation.Identity);
    }

    /// <summary>Ends a faulted generation which was published.</summary>
    private async Task RetireAsync(PluginSlot slot, PluginGeneration generation)
    {
        await DrainAsync(slot, generation);
        await CleanUpAsync(slot, generation);
    }

    /// <summary>Ends a faulted generation; the state stays faulted.</summary>
    private async Task CleanUpAsync(PluginSlot slot, PluginGeneration generation)
    {
        if (await StopServicesAsync(generation))
        {
            await ReleaseAsync(slot, generation);
        }
    }

    private async Task<bool> StopServicesAsync(PluginGeneration generation)
    {
        var call = new GuardedCall(generation.Identity, "stopping", Budget(generation), PluginReasonCode.StopFailed, PluginReasonCode.StopTimeout);
        var outcome = await _guard.CallAsync(
            call,
            async token =>
            {
                await generation.StopAsync(token);
                return true;
            },
            CancellationToken.None);
        Report(generation, outcome.Fault);
        return outcome.Result != GuardResult.TimedOut;
    }

    private async Task ReleaseAsync(PluginSlot slot, PluginGeneration generation)
    {
        slot.ClearCurrent(generation);
        var call = new GuardedCall(generation.Identity, "disposing", Budget(generation), PluginReasonCode.StopFailed, PluginReasonCode.StopTimeout);
        var outcome = await _guard.CallAsync(
            call,
            async _ =>
            {
                await generation.ReleaseAsync();
                return true;
            },
            CancellationToken.None);
        Report(generation, outcome.Fault);
    }

    private void Report(PluginGeneration generation, PluginFault? fault)
    {
        if (fault is not null)
        {
            LogStopFailed(generation.Identity, fault.Code, fault.Summary, fault.Detail);
        }
    }

    private TimeSpan Budget(PluginGeneration generation) => Left(generation.Package.Manifest.StopBudget);

    private TimeSpan Left(TimeSpan own)
    {
        if (!IsStopping)
        {
            return own;
        }

        // The whole host has one deadline; a plugin gets its own budget or what is left, and never nothing at all.
        var left = TimeSpan.FromSeconds((_deadline - _timeProvider.GetTimestamp()) / (double)_timeProvider.TimestampFrequency);
        return left < LeastBudget ? LeastBudget : left < own ? left : own;
    }
}
