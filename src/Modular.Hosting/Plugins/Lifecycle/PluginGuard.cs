namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>
/// The one way into a plugin's lifecycle code: a thread of its own, a budget, and exceptions turned into text.
/// </summary>
internal sealed class PluginGuard(TimeProvider timeProvider)
{
    /// <summary>Calls into a plugin.</summary>
    /// <param name="call">Whom, why and how long.</param>
    /// <param name="body">The call. It gets a token which is cancelled when its time is up.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async Task<GuardOutcome<T>> CallAsync<T>(
        GuardedCall call, Func<CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(call.Budget, timeProvider);
        using var token = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var running = RunOnOwnThread(call, body, token.Token);
        await Wait(running, call.Budget, cancellationToken);
        if (!running.IsCompleted)
        {
            // Its token is cancelled now, by the budget or by the host. Who heeds it is late; who does not is hung. The
            // budget's own end must not decide that: which of its two timers comes first is nobody's choice.
            await Wait(running, call.Grace, CancellationToken.None);
        }

        if (!running.IsCompleted)
        {
            Forget(running);
            return new(GuardResult.TimedOut, default, TimeoutFault(call));
        }

        if (running.IsCompletedSuccessfully)
        {
            return new(cancellationToken.IsCancellationRequested ? GuardResult.Cancelled : GuardResult.Completed, await running, null);
        }

        return Describe(call, running, budget.IsCancellationRequested, cancellationToken.IsCancellationRequested);
    }

    private static Task<T> RunOnOwnThread<T>(GuardedCall call, Func<CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        // A pool thread that a plugin blocks is lost to everybody; this one is lost to nobody.
        var completion = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                completion.SetResult(body(cancellationToken));
            }
            catch (Exception exception)
            {
                completion.SetResult(Task.FromException<T>(exception));
            }
        })
        {
            IsBackground = true,
            Name = $"{call.Plugin.Id} {call.Operation}",
        };
        thread.UnsafeStart();
        return completion.Task.Unwrap();
    }

    private static void Forget(Task task) =>
        task.ContinueWith(
            static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task Wait(Task task, TimeSpan time, CancellationToken cancellationToken) =>
        await task.WaitAsync(time, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private GuardOutcome<T> Describe<T>(GuardedCall call, Task<T> failed, bool isLate, bool isGivenUp)
    {
        // The plugin heeded its token: given up or late, but nothing of it still runs.
        var exception = failed.Exception?.GetBaseException();
        var isCancellation = exception is null or OperationCanceledException;
        if (isCancellation && isGivenUp)
        {
            return new(GuardResult.Cancelled, default, null);
        }

        return new(
            GuardResult.Threw,
            default,
            isCancellation && isLate
                ? TimeoutFault(call)
                : PluginFault.From(
                    exception ?? new OperationCanceledException(), call.FaultCode, call.Operation, timeProvider.GetUtcNow()));
    }

    private PluginFault TimeoutFault(GuardedCall call) =>
        new(
            call.TimeoutCode,
            $"The plugin did not finish {call.Operation} within {call.Budget.TotalMilliseconds:0} ms.",
            string.Empty,
            timeProvider.GetUtcNow());
}
