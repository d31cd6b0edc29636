using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Ends generations: drain, stop, dispose, unload, and find out whether that was the end of it.</summary>
internal sealed partial class GenerationEnder(
    PluginPublisher publisher, PluginGuard guard, StopDeadline deadline, PluginMetrics metrics, TimeProvider timeProvider, ILogger<PluginSupervisor> logger)
    : IDisposable
{
    // Requests which heed their cancellation end within this; what does not is reported and stopped all the same.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(2);

    // Shorter than usual: the end of the host has a deadline.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(250);

    private readonly PluginUnloadWatch _unloadWatch = new(timeProvider);

    /// <summary>Takes back what a generation published, and waits for who uses it, up to its stop budget.</summary>
    public async Task DrainAsync(PluginGeneration generation)
    {
        publisher.Retract(generation);
        var budget = Budget(generation);
        var drained = generation.Leases.DrainAsync();
        await TellAsync(generation.Requests.EndStreams, budget);
        await drained.WaitAsync(budget, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!drained.IsCompleted)
        {
            LogNotDrained(generation.Identity, generation.Leases.Held, budget.TotalMilliseconds);
        }
    }

    /// <summary>Waits for who uses a generation that was replaced, up to its drain budget; then cancels its requests.</summary>
    /// <returns>Leases which are held all the same.</returns>
    public async Task<int> DrainReplacedAsync(PluginGeneration old)
    {
        var budget = deadline.Left(old.Package.Manifest.DrainBudget);
        var drained = old.Leases.DrainAsync();
        await TellAsync(old.Requests.EndStreams, budget);
        await drained.WaitAsync(budget, timeProvider, deadline.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (drained.IsCompleted)
        {
            return 0;
        }

        LogRequestsCancelled(old.Identity, old.Leases.Held, budget.TotalMilliseconds);
        await TellAsync(old.Requests.End, CancellationGrace);
        await drained.WaitAsync(deadline.Left(CancellationGrace), timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var held = old.Leases.Held;
        if (held > 0)
        {
            LogNotDrained(old.Identity, held, (budget + CancellationGrace).TotalMilliseconds);
            await TellAsync(old.Requests.Cut, CancellationGrace);
        }

        return held;
    }

    /// <summary>Stops the background work.</summary>
    /// <returns>False when it did not stop in time and may still run.</returns>
    public async Task<bool> StopAsync(PluginGeneration generation)
    {
        var call = new GuardedCall(generation.Identity, "stopping", Budget(generation), PluginReasonCode.StopFailed, PluginReasonCode.StopTimeout) { Grace = StopGrace };
        var outcome = await guard.CallAsync(
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

    /// <summary>Disposes the container and unloads the load context.</summary>
    public async Task ReleaseAsync(PluginSlot slot, PluginGeneration generation)
    {
        slot.ClearCurrent(generation);
        var call = new GuardedCall(generation.Identity, "disposing", Budget(generation), PluginReasonCode.StopFailed, PluginReasonCode.StopTimeout) { Grace = StopGrace };
        var outcome = await guard.CallAsync(
            call,
            async _ =>
            {
                await generation.ReleaseAsync();
                return true;
            },
            CancellationToken.None);
        Report(generation, outcome.Fault);
    }

    /// <summary>Finds out in the background whether a released generation is gone.</summary>
    /// <param name="slot">Its plugin.</param>
    /// <param name="generation">The generation; not kept.</param>
    /// <param name="onKnown">Called once, with true when nothing is left of it.</param>
    public void Watch(PluginSlot slot, PluginGeneration generation, Action<bool> onKnown)
    {
        var identity = generation.Identity;
        _unloadWatch.Watch(generation.LoadContextReference, isGone =>
        {
            onKnown(isGone);
            if (isGone)
            {
                LogGone(identity);
                return;
            }

            slot.CountLeak();
            metrics.Leaked(identity.Id);
            LogLeaked(identity);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _unloadWatch.Dispose();

    // What plugins registered with the token of a request runs in here, and may do whatever it likes.
    private Task TellAsync(Action tell, TimeSpan budget) =>
        Task.Run(tell).WaitAsync(budget, timeProvider).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private TimeSpan Budget(PluginGeneration generation) => deadline.Left(generation.Package.Manifest.StopBudget);

    private void Report(PluginGeneration generation, PluginFault? fault)
    {
        if (fault is not null)
        {
            LogStopFailed(generation.Identity, fault.Code, fault.Summary, fault.Detail);
        }
    }

    [LoggerMessage(EventIds.PluginStopFailed, LogLevel.Warning, "Plugin {Plugin} did not stop in order ({Code}): {Reason} {Detail}")]
    private partial void LogStopFailed(PluginIdentity plugin, string code, string reason, string detail);

    [LoggerMessage(EventIds.PluginNotDrained, LogLevel.Warning, "Plugin {Plugin} still has {Count} leases after {BudgetMs:0} ms; it is stopped all the same")]
    private partial void LogNotDrained(PluginIdentity plugin, int count, double budgetMs);

    [LoggerMessage(EventIds.PluginRequestsCancelled, LogLevel.Warning, "Cancelling {Count} requests of {Plugin}, which was replaced {BudgetMs:0} ms ago")]
    private partial void LogRequestsCancelled(PluginIdentity plugin, int count, double budgetMs);

    [LoggerMessage(EventIds.PluginLeaked, LogLevel.Warning, "Something still holds {Plugin}, which was unloaded; its memory is lost until the server restarts")]
    private partial void LogLeaked(PluginIdentity plugin);

    [LoggerMessage(EventIds.PluginGone, LogLevel.Debug, "Nothing is left of {Plugin}")]
    private partial void LogGone(PluginIdentity plugin);
}
