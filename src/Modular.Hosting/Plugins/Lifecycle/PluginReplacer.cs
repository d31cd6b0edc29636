using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Puts the next generation of a running plugin into the place of the present one, while its requests go on.</summary>
/// <param name="starter">Brings the next generation up.</param>
/// <param name="ender">Ends the old one.</param>
/// <param name="publisher">Changes over what is published.</param>
/// <param name="watchBackgroundWork">Tells when background work of a generation that serves fails.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where a replacement is told.</param>
internal sealed partial class PluginReplacer(
    GenerationStarter starter,
    GenerationEnder ender,
    PluginPublisher publisher,
    Action<PluginSlot, PluginGeneration> watchBackgroundWork,
    TimeProvider timeProvider,
    ILogger<PluginSupervisor> logger)
{
    /// <summary>Replaces. The package was found good, and the plugin runs.</summary>
    /// <returns>The leases the old generation still had when it was stopped, or why the old one serves on.</returns>
    public async Task<(int Unfinished, PluginFault? Fault)> ReplaceAsync(PluginSlot slot, PluginPackage package, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        var old = slot.Current!;
        var (next, loadTime, fault) = await LoadAsync(slot, package, cancellationToken);
        fault ??= await StartAsync(slot, old, next!, loadTime, cancellationToken);
        if (fault is not null)
        {
            return (0, fault);
        }

        watchBackgroundWork(slot, next!);
        var unfinished = await EndAsync(slot, old);
        LogReplaced(old.Identity, next!.Identity, timeProvider.GetElapsedTime(begin).TotalMilliseconds);
        return (unfinished, null);
    }

    private async Task<(PluginGeneration? Next, TimeSpan LoadTime, PluginFault? Fault)> LoadAsync(
        PluginSlot slot, PluginPackage package, CancellationToken cancellationToken)
    {
        var number = slot.NextGeneration();
        slot.Announce(new(number, package.Manifest.Version, PluginState.Loading, null, timeProvider.GetUtcNow(), null));
        var (outcome, loadTime) = await starter.LoadAsync(package, number, cancellationToken);
        if (outcome.Value is { } next)
        {
            slot.Move(number, PluginState.Loaded, timeProvider.GetUtcNow(), loadTime: loadTime);
            return (next, loadTime, null);
        }

        var fault = outcome.Fault ?? Obstacle(PluginReasonCode.Stopping, "The replacement was given up while the plugin loaded.");
        slot.Move(number, Failure(outcome.Result), timeProvider.GetUtcNow(), fault);
        return (null, loadTime, fault);
    }

    private async Task<PluginFault?> StartAsync(
        PluginSlot slot, PluginGeneration old, PluginGeneration next, TimeSpan loadTime, CancellationToken cancellationToken)
    {
        var number = next.Identity.Generation;
        slot.Move(number, PluginState.Starting, timeProvider.GetUtcNow());
        var outcome = await starter.StartAsync(next, cancellationToken);
        var fault = outcome.Result == GuardResult.Completed
            ? TrySwap(slot, old, next, outcome.Value!, loadTime)
            : outcome.Fault ?? Obstacle(PluginReasonCode.Stopping, "The replacement was given up while the plugin started.");
        if (fault is null)
        {
            return null;
        }

        slot.Move(number, Failure(outcome.Result), timeProvider.GetUtcNow(), fault);
        if (outcome.Result != GuardResult.TimedOut && await ender.StopAsync(next))
        {
            await ender.ReleaseAsync(slot, next);
            ender.Watch(slot, next, static _ => { });
        }

        return fault;
    }

    private PluginFault? TrySwap(PluginSlot slot, PluginGeneration old, PluginGeneration next, PluginOfferings offerings, TimeSpan loadTime)
    {
        try
        {
            publisher.Replace(slot, old, next, offerings);
        }
        catch (Exception exception)
        {
            return PluginFault.From(exception, PluginReasonCode.StartFailed, "publishing", timeProvider.GetUtcNow());
        }

        if (slot.TrySwap(next, loadTime, timeProvider.GetUtcNow()))
        {
            return null;
        }

        // The old generation failed in this very moment and was retracted; nothing of the plugin serves then.
        publisher.Retract(next);
        return Obstacle(PluginReasonCode.NotRunning, "The plugin failed while its next generation came up.");
    }

    private async Task<int> EndAsync(PluginSlot slot, PluginGeneration old)
    {
        var number = old.Identity.Generation;
        var unfinished = await ender.DrainReplacedAsync(old);
        slot.Move(number, PluginState.Stopping, timeProvider.GetUtcNow());
        if (!await ender.StopAsync(old))
        {
            slot.Move(number, PluginState.Hung, timeProvider.GetUtcNow());
            return unfinished;
        }

        slot.Move(number, PluginState.Unloading, timeProvider.GetUtcNow());
        await ender.ReleaseAsync(slot, old);
        ender.Watch(slot, old, isGone => slot.Move(number, isGone ? PluginState.Unloaded : PluginState.Leaked, timeProvider.GetUtcNow()));
        return unfinished;
    }

    private static PluginState Failure(GuardResult result) => result == GuardResult.TimedOut ? PluginState.Hung : PluginState.Faulted;

    private PluginFault Obstacle(string code, string reason) => new(code, reason, string.Empty, timeProvider.GetUtcNow());

    [LoggerMessage(EventIds.PluginReplaced, LogLevel.Information, "Replaced {Old} by {New} in {DurationMs:0} ms")]
    private partial void LogReplaced(PluginIdentity old, PluginIdentity @new, double durationMs);
}
