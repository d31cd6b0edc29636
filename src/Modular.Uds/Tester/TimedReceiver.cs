using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Modular.Sdk.Transports;

namespace Modular.Uds.Tester;

/// <summary>Reads a link until a deadline, with one reusable timer for all waits of a channel.</summary>
/// <remarks>Not safe for concurrent use: the exchange that has the turn is the only reader.</remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "An exchange may still hold the timer when the channel closes; unarmed it keeps nothing alive.")]
internal sealed class TimedReceiver(IDiagnosticLink link, TimeProvider time)
{
    // Timers end far below the range of TimeSpan; a wait without limit wakes now and then and waits on.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private CancellationTokenSource? _expiry;

    /// <summary>Waits for the next message.</summary>
    /// <param name="deadline">A timestamp. A message that began to arrive before it is still delivered after it.</param>
    /// <param name="cancellationToken">Gives up; no message is lost.</param>
    /// <returns>The message; null when none began to arrive in time. A later one that was found is dropped.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LinkMessage?> ReceiveAsync(long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (link.TryReceive(out var waiting))
            {
                return waiting.FirstSeen <= deadline ? waiting : null;
            }

            var remaining = time.Until(deadline);
            if (remaining <= TimeSpan.Zero)
            {
                return null;
            }

            var expiry = Arm(remaining < LongestWait ? remaining : LongestWait);
            using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), expiry);
            try
            {
                var message = await link.ReceiveAsync(expiry.Token).ConfigureAwait(false);
                return message.FirstSeen <= deadline ? message : null;
            }
            catch (OperationCanceledException) when (expiry.IsCancellationRequested)
            {
                // Cancelled, out of time, or woken by the timer of an earlier wait: the next round tells.
            }
            finally
            {
                expiry.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    private CancellationTokenSource Arm(TimeSpan wait)
    {
        // Timers count whole milliseconds; rounding down would wake before the deadline, again and again.
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        if (_expiry is { IsCancellationRequested: false } reusable)
        {
            reusable.CancelAfter(rounded);
            return reusable;
        }

        _expiry?.Dispose();
        return _expiry = new CancellationTokenSource(rounded, time);
    }
}
