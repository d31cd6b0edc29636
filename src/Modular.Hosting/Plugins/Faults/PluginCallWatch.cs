using Modular.Hosting.Logging;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>
/// Knows every call into a running plugin and notices those that do not return, whether they block their thread or never
/// complete. A call costs one small object; nobody waits, and no call has a timer of its own.
/// </summary>
internal sealed partial class PluginCallWatch : IDisposable
{
    private const int MaximumReplaced = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // Several, so that calls on several processors do not meet at one lock.
    private readonly PluginCallList[] _lists = [.. Enumerable.Range(0, 16).Select(static _ => new PluginCallList())];
    private readonly PluginFaultMonitor _monitor;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private int _replaced;
    private int _isLooking;

    public PluginCallWatch(PluginFaultMonitor monitor, TimeProvider timeProvider, ILogger<PluginCallWatch> logger)
    {
        _monitor = monitor;
        _timeProvider = timeProvider;
        _logger = logger;
        _timer = timeProvider.CreateTimer(static self => ((PluginCallWatch)self!).Look(), this, Interval, Interval);
    }

    /// <summary>Takes note of a call.</summary>
    /// <param name="plugin">Whom it goes to.</param>
    /// <param name="operation">What the plugin does meanwhile, as in "did not return while reporting its health".</param>
    /// <param name="budget">How long it may take.</param>
    /// <param name="onOverdue">Answers in its place when it took too long; null when nobody waits for an answer.</param>
    /// <param name="state">Handed to <paramref name="onOverdue"/>.</param>
    /// <param name="told">When it can be cancelled: the call is not overdue before it is, for the plugin was not told to end.</param>
    /// <returns>To be disposed when it returned.</returns>
    public PluginCall Enter(
        PluginIdentity plugin,
        string operation,
        TimeSpan budget,
        Func<object, Task>? onOverdue = null,
        object? state = null,
        CancellationToken told = default)
    {
        var list = _lists[Environment.CurrentManagedThreadId & (_lists.Length - 1)];
        var call = new PluginCall(list, plugin, operation, budget, _timeProvider.GetTimestamp(), onOverdue, state) { Told = told };
        list.Add(call);
        return call;
    }

    /// <summary>Calls a plugin; what it throws is counted, told, and thrown no further.</summary>
    /// <param name="plugin">Whom.</param>
    /// <param name="operation">What the plugin does meanwhile.</param>
    /// <param name="budget">How long it may take.</param>
    /// <param name="body">The call.</param>
    /// <param name="onOverdue">Answers in its place when it took too long; null when nobody waits for an answer.</param>
    /// <param name="state">Handed to <paramref name="onOverdue"/>.</param>
    /// <returns>True when it returned in order.</returns>
    public bool Run(
        PluginIdentity plugin, string operation, TimeSpan budget, Action body, Func<object, Task>? onOverdue = null, object? state = null)
    {
        using var call = Enter(plugin, operation, budget, onOverdue, state);
        try
        {
            body();
            return true;
        }
        catch (Exception exception)
        {
            var fault = _monitor.Threw(plugin, operation, exception);
            LogThrew(plugin, operation, fault.Detail);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            return;
        }

        var overdue = new List<PluginCall>();
        foreach (var list in _lists)
        {
            list.Find(call => _timeProvider.GetElapsedTime(call.Begin) > call.Budget && (!call.Told.CanBeCanceled || call.Told.IsCancellationRequested), overdue);
        }

        foreach (var call in overdue.Where(static call => call.TryGiveUp()))
        {
            var fault = _monitor.Hung(call.Plugin, call.Operation, call.Budget);
            LogHung(call.Plugin, fault.Summary);
            call.AnswerInItsPlace();
            ReplaceThread();
        }

        Volatile.Write(ref _isLooking, 0);
    }

    // The pool takes half a second to notice a thread that is blocked, and another for the next one: meanwhile requests wait.
    private void ReplaceThread()
    {
        if (Interlocked.Increment(ref _replaced) <= MaximumReplaced)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(workers + 1, completions);
        }
    }

    [LoggerMessage(EventIds.PluginCallHung, LogLevel.Error, "{Plugin}: {Reason}")]
    private partial void LogHung(PluginIdentity plugin, string reason);

    [LoggerMessage(EventIds.PluginCallThrew, LogLevel.Error, "{Plugin} threw while {Operation}: {Detail}")]
    private partial void LogThrew(PluginIdentity plugin, string operation, string detail);
}
