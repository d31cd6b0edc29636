namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>Calls into plugins that may take too long.</summary>
internal static class Bounded
{
    /// <summary>Calls, and waits no longer than the budget even if the plugin does not heed its token.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="budget">Longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="TimeoutException">The budget is spent.</exception>
    public static async ValueTask<T> CallAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, TimeSpan budget, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var answer = call(either.Token);
        if (answer.IsCompletedSuccessfully)
        {
            return answer.Result;
        }

        var late = answer.AsTask();
        try
        {
            return await late.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It took longer than {budget.TotalMilliseconds:0} ms.");
        }
        finally
        {
            // Nobody waits for a late failure; it is none of the process's business either.
            _ = late.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
