using System.Collections.Concurrent;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Loading;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>
/// Brings plugins up in the order of what they require, each under its budget and none waiting for one that it does
/// not require, and takes them down in the opposite order.
/// </summary>
internal sealed partial class PluginSupervisor : IDisposable
{
    private readonly PluginRoster _roster;
    private readonly IReadOnlyList<string> _roots;
    private readonly IReadOnlySet<string> _disabled;
    private readonly PluginDiscovery _discovery;
    private readonly PluginMetrics _metrics;
    private readonly FaultIsolation _faults;
    private readonly PluginPublisher _publisher;
    private readonly GenerationStarter _starter;
    private readonly GenerationEnder _ender;
    private readonly PluginReplacer _replacer;
    private readonly ReplacementRules _rules;
    private readonly StopDeadline _deadline;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _bringUps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task>> _takeDowns = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _cleanUps = [];
    private readonly SemaphoreSlim _changeGate = new(1, 1);

    public PluginSupervisor(
        PluginCatalog catalog,
        FaultIsolation faults,
        IReadOnlySet<string> disabled,
        PluginLoader loader,
        PluginPublisher publisher,
        PluginDiscovery discovery,
        PluginMetrics metrics,
        TimeProvider timeProvider,
        ILogger<PluginSupervisor> logger)
    {
        _faults = faults;
        _faults.Monitor.Quarantine = Quarantine;
        _faults.Monitor.IsRequired = id => Find(id)?.Status.IsRequired == true;
        var guard = new PluginGuard(timeProvider);
        _roots = catalog.Roots;
        _disabled = disabled;
        _discovery = discovery;
        _metrics = metrics;
        _publisher = publisher;
        _timeProvider = timeProvider;
        _logger = logger;
        _roster = new PluginRoster(catalog.Candidates.Select(CreateSlot));
        _deadline = new StopDeadline(timeProvider);
        _starter = new GenerationStarter(loader, guard, timeProvider);
        _ender = new GenerationEnder(publisher, guard, _deadline, metrics, timeProvider, logger);
        _replacer = new PluginReplacer(_starter, _ender, publisher, WatchBackgroundWork, timeProvider, logger);
        _rules = new ReplacementRules(_roster, publisher, timeProvider);
    }

    /// <summary>All plugins, ordered by identifier.</summary>
    public IEnumerable<PluginSlot> Slots => _roster.Slots;

    /// <summary>True once every plugin was given its chance to start.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>True from the first moment of the stop.</summary>
    public bool IsStopping => _deadline.Stopping.IsCancellationRequested;

    /// <summary>The generations which serve now.</summary>
    public IEnumerable<PluginGeneration> RunningGenerations() =>
        Slots.Where(static slot => slot.Status.State == PluginState.Running).Select(static slot => slot.Current).OfType<PluginGeneration>();

    /// <summary>Finds a plugin.</summary>
    public PluginSlot? Find(string id) => _roster.Find(id);

    /// <summary>Starts all plugins and returns when each of them runs or is known not to.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (JudgeLastRun())
        {
            foreach (var slot in Slots)
            {
                await BringUp(slot, PluginState.Running, cancellationToken);
            }
        }

        await Task.WhenAll(Slots.Select(slot => BringUp(slot, PluginState.Running, cancellationToken)));
        IsStarted = !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Starts one plugin and those it requires.</summary>
    public Task StartAsync(string id, CancellationToken cancellationToken)
    {
        JudgeLastRun();
        return BringUp(_roster.Get(id), PluginState.Running, cancellationToken);
    }

    /// <summary>Loads all plugins, validates their configuration and starts nothing.</summary>
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        JudgeLastRun();
        return Task.WhenAll(Slots.Select(slot => BringUp(slot, PluginState.Loaded, cancellationToken)));
    }

    /// <summary>Stops all plugins, those that require others first, and returns when the budget is used up at the latest.</summary>
    /// <param name="budget">For all plugins together. Cancel the start before the stop.</param>
    public async Task StopAsync(TimeSpan budget)
    {
        _faults.Marks.Stop();
        IsStarted = false;
        await _deadline.BeginAsync(budget);
        await Task.WhenAll(_bringUps.Values.Select(static bringUp => bringUp.Value));
        var isAlone = await _changeGate.WaitAsync(_deadline.Left(budget), CancellationToken.None);
        await Task.WhenAll(Slots.Select(TakeDown));
        await Task.WhenAll(_cleanUps);
        if (isAlone)
        {
            _changeGate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ender.Dispose();
        _deadline.Dispose();
        _changeGate.Dispose();
    }

    private PluginSlot CreateSlot(PluginCandidate candidate)
    {
        var slot = new PluginSlot(candidate, _timeProvider, Note);
        if (_disabled.Contains(slot.Id))
        {
            slot.TryTransition(PluginState.Disabled);
        }
        else if (slot.Status is { State: PluginState.Rejected, Fault: { } fault })
        {
            LogRejected(slot.Id, slot.Status.Version, fault.Code, fault.Summary);
        }

        return slot;
    }

    private Task BringUp(PluginSlot slot, PluginState target, CancellationToken cancellationToken) =>
        _bringUps.GetOrAdd(slot.Id, _ => new Lazy<Task>(() => Task.Run(() => BringUpAsync(slot, target, cancellationToken), CancellationToken.None))).Value;

    private Task TakeDown(PluginSlot slot) =>
        _takeDowns.GetOrAdd(slot.Id, _ => new Lazy<Task>(() => Task.Run(() => TakeDownAsync(slot)))).Value;

    private async Task BringUpAsync(PluginSlot slot, PluginState target, CancellationToken cancellationToken)
    {
        if (slot.Status.State != PluginState.Verified || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        if (await FindObstacleAsync(slot, target, cancellationToken) is { } obstacle)
        {
            slot.Transition(PluginState.Waiting, obstacle);
            LogWaiting(slot.Id, obstacle.Summary);
            return;
        }

        if (!cancellationToken.IsCancellationRequested && await LoadAsync(slot, cancellationToken) && target == PluginState.Running)
        {
            await StartAsync(slot, cancellationToken);
        }
    }

    private async Task<PluginFault?> FindObstacleAsync(PluginSlot slot, PluginState target, CancellationToken cancellationToken)
    {
        var circle = _roster.Order.FindCircle(slot.Id);
        if (circle.Count > 0)
        {
            return Obstacle(PluginReasonCode.RequirementCircle, $"The requirements form a circle: {string.Join(" -> ", circle)}.");
        }

        foreach (var contract in slot.Package!.Manifest.Requires.Where(contract => !_publisher.IsProvidedByEmbedder(contract)))
        {
            var providers = _roster.Order.ProvidersOf(contract, slot.Id).Select(_roster.Get).ToList();
            await Task.WhenAll(providers.Select(provider => BringUp(provider, target, cancellationToken)));
            if (!providers.Exists(provider => provider.Status.State == target))
            {
                var reason = providers.Count == 0
                    ? "no plugin provides it"
                    : string.Join(" and ", providers.Select(static provider => $"{provider.Id} provides it but is {provider.Status.State}"));
                return Obstacle(PluginReasonCode.RequirementMissing, $"The plugin requires {contract}; {reason}.");
            }
        }

        return null;
    }

    private PluginFault Obstacle(string code, string reason) => new(code, reason, string.Empty, _timeProvider.GetUtcNow());

    private async Task<bool> LoadAsync(PluginSlot slot, CancellationToken cancellationToken)
    {
        var package = slot.Package!;
        var number = slot.NextGeneration();
        slot.Transition(PluginState.Loading);
        var (outcome, elapsed) = await _starter.LoadAsync(package, number, cancellationToken);
        if (outcome.Value is { } generation)
        {
            slot.SetCurrent(generation, elapsed);
            slot.Transition(PluginState.Loaded);
            LogLoaded(generation.Identity, elapsed.TotalMilliseconds);
            return true;
        }

        Fail(slot, outcome.Result, outcome.Fault ?? Obstacle(PluginReasonCode.Stopping, "The host stopped while the plugin loaded."));
        return false;
    }

    private async Task StartAsync(PluginSlot slot, CancellationToken cancellationToken)
    {
        var generation = slot.Current!;
        slot.Transition(PluginState.Starting);
        var begin = _timeProvider.GetTimestamp();
        var outcome = await _starter.StartAsync(generation, cancellationToken);
        var fault = outcome.Result == GuardResult.Completed ? TryPublish(slot, generation, outcome.Value!) : outcome.Fault;
        switch (outcome.Result)
        {
            case GuardResult.Completed when fault is null:
                slot.Transition(PluginState.Running);
                WatchBackgroundWork(slot, generation);
                LogRunning(generation.Identity, _timeProvider.GetElapsedTime(begin).TotalMilliseconds);
                break;

            case GuardResult.Cancelled:
                slot.Transition(PluginState.Stopping);
                await StopAsync(slot, generation);
                break;

            case GuardResult.TimedOut:
                Fail(slot, outcome.Result, fault!);
                break;

            default:
                Fail(slot, outcome.Result, fault!);
                await CleanUpAsync(slot, generation);
                break;
        }
    }

    private PluginFault? TryPublish(PluginSlot slot, PluginGeneration generation, PluginOfferings offerings)
    {
        try
        {
            _publisher.Publish(slot, generation, offerings);
            return null;
        }
        catch (Exception exception)
        {
            return PluginFault.From(exception, PluginReasonCode.StartFailed, "publishing", _timeProvider.GetUtcNow());
        }
    }

    private void Fail(PluginSlot slot, GuardResult result, PluginFault fault)
    {
        slot.Transition(result == GuardResult.TimedOut ? PluginState.Hung : PluginState.Faulted, fault);
        LogFaulted(slot.Id, slot.Status.State, fault.Code, fault.Summary, fault.Detail);
    }

    private void WatchBackgroundWork(PluginSlot slot, PluginGeneration generation) =>
        generation.WatchBackgroundWork(exception => OnBackgroundFault(slot, generation, exception));

    private void OnBackgroundFault(PluginSlot slot, PluginGeneration generation, Exception exception)
    {
        var fault = PluginFault.From(exception, PluginReasonCode.BackgroundFailed, "working in the background", _timeProvider.GetUtcNow());
        if (ReferenceEquals(slot.Current, generation) && slot.TryTransition(PluginState.Faulted, fault))
        {
            LogFaulted(slot.Id, PluginState.Faulted, fault.Code, fault.Summary, fault.Detail);
            _cleanUps.Add(Task.Run(() => RetireAsync(slot, generation)));
        }
    }

    [LoggerMessage(EventIds.PluginRejected, LogLevel.Error, "Rejected plugin {Plugin} {Version} ({Code}): {Reason}")]
    private partial void LogRejected(string plugin, string version, string code, string reason);

    [LoggerMessage(EventIds.PluginWaiting, LogLevel.Warning, "Plugin {Plugin} waits: {Reason}")]
    private partial void LogWaiting(string plugin, string reason);

    [LoggerMessage(EventIds.PluginLoaded, LogLevel.Debug, "Loaded {Plugin} in {DurationMs:0.0} ms")]
    private partial void LogLoaded(PluginIdentity plugin, double durationMs);

    [LoggerMessage(EventIds.PluginRunning, LogLevel.Debug, "Started {Plugin} in {DurationMs:0.0} ms")]
    private partial void LogRunning(PluginIdentity plugin, double durationMs);

    [LoggerMessage(EventIds.PluginFaulted, LogLevel.Error, "Plugin {Plugin} is {State} ({Code}): {Reason} {Detail}")]
    private partial void LogFaulted(string plugin, PluginState state, string code, string reason, string detail);

    [LoggerMessage(EventIds.PluginNotReplaced, LogLevel.Error, "Did not replace {Plugin} ({Code}): {Reason} {Detail}")]
    private partial void LogNotReplaced(string plugin, string code, string reason, string detail);

    [LoggerMessage(EventIds.PluginRemoved, LogLevel.Information, "Removed {Plugin}")]
    private partial void LogRemoved(string plugin);

    [LoggerMessage(EventIds.PluginStopped, LogLevel.Debug, "Stopped {Plugin}")]
    private partial void LogStopped(PluginIdentity plugin);
}
