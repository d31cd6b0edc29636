namespace Modular.Host.Plugins.Lifecycle;

/// <summary>
/// The one way into a plugin's lifecycle code: a thread of its own, a budget, and exceptions turned into text.
/// </summary>
internal sealed class PluginGuard(TimeProvider timeProvider)
{
    // After the host gave a call up, the plugin may use the cancellation to end in order; what takes longer is hung.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

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
        try
        {
            return new(GuardResult.Completed, await running.WaitAsync(call.Budget, timeProvider, cancellationToken), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await EndAsync(call, running);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return TimedOut(call, running);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            // The plugin heeded its token at the end of the budget: late all the same, but nothing of it still runs.
            return new(GuardResult.Threw, default, TimeoutFault(call));
        }
        catch (Exception exception)
        {
            return new(GuardResult.Threw, default, PluginFault.From(exception, call.FaultCode, call.Operation, timeProvider.GetUtcNow()));
        }
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

    private async Task<GuardOutcome<T>> EndAsync<T>(GuardedCall call, Task<T> running)
    {
        try
        {
            return new(GuardResult.Cancelled, await running.WaitAsync(CancellationGrace, timeProvider, CancellationToken.None), null);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return TimedOut(call, running);
        }
        catch
        {
            return new(GuardResult.Cancelled, default, null);
        }
    }

    private GuardOutcome<T> TimedOut<T>(GuardedCall call, Task<T> running)
    {
        Forget(running);
        return new(GuardResult.TimedOut, default, TimeoutFault(call));
    }

    private PluginFault TimeoutFault(GuardedCall call) =>
        new(
            call.TimeoutCode,
            $"The plugin did not finish {call.Operation} within {call.Budget.TotalMilliseconds:0} ms.",
            string.Empty,
            timeProvider.GetUtcNow());
}
