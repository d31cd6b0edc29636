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

        await Task.WhenAll(_roster.Order.After(slot.Id).Select(id => TakeDown(_roster.Get(id))));
        await EndAsync(slot, generation);
    }

    private async Task EndAsync(PluginSlot slot, PluginGeneration generation)
    {
        switch (slot.Status.State)
        {
            case PluginState.Running when slot.TryTransition(PluginState.Draining):
                await _ender.DrainAsync(generation);
                slot.Transition(PluginState.Stopping);
                await StopAsync(slot, generation);
                break;

            case PluginState.Loaded when slot.TryTransition(PluginState.Unloading):
                await _ender.ReleaseAsync(slot, generation);
                slot.Transition(PluginState.Unloaded);
                break;

            default:
                // Faulted plugins were cleaned up when they failed; a hung one must not be touched again.
                break;
        }
    }

    private async Task StopAsync(PluginSlot slot, PluginGeneration generation)
    {
        if (!await _ender.StopAsync(generation))
        {
            slot.Transition(PluginState.Hung, Obstacle(
                PluginReasonCode.StopTimeout, "The plugin did not stop in time. Its thread cannot be taken back; restart the server to use it again."));
            return;
        }

        slot.Transition(PluginState.Unloading);
        await _ender.ReleaseAsync(slot, generation);
        slot.Transition(PluginState.Unloaded);
        LogStopped(generation.Identity);
    }

    /// <summary>Ends a faulted generation which was published.</summary>
    private async Task RetireAsync(PluginSlot slot, PluginGeneration generation)
    {
        await _ender.DrainAsync(generation);
        await CleanUpAsync(slot, generation);
    }

    /// <summary>Ends a faulted generation; the state stays faulted.</summary>
    private async Task CleanUpAsync(PluginSlot slot, PluginGeneration generation)
    {
        if (await _ender.StopAsync(generation))
        {
            await _ender.ReleaseAsync(slot, generation);
            _ender.Watch(slot, generation, static _ => { });
        }
    }
}
