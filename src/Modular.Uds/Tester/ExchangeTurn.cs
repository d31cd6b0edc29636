using Modular.Sdk.Transports;

namespace Modular.Uds.Tester;

/// <summary>Lets one exchange run at a time, strictly in order of arrival.</summary>
/// <remarks>A semaphore would let a newcomer pass those who already wait.</remarks>
internal sealed class ExchangeTurn
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private bool _taken;
    private LinkException? _closed;

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed is { } closed)
            {
                throw closed;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!_taken)
            {
                _taken = true;
                return ValueTask.CompletedTask;
            }

            var node = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return new ValueTask(WaitInLineAsync(node, cancellationToken));
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            // Handed over under the lock, so that nobody takes it in between.
            while (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                if (next.Value.TrySetResult())
                {
                    return;
                }
            }

            _taken = false;
        }
    }

    /// <summary>Refuses everybody who waits or comes later.</summary>
    public void Close(LinkException reason)
    {
        lock (_gate)
        {
            _closed = reason;
            foreach (var waiting in _waiting)
            {
                waiting.TrySetException(reason);
            }

            _waiting.Clear();
        }
    }

    private static async Task WaitInLineAsync(LinkedListNode<TaskCompletionSource> node, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), node.Value);
        await node.Value.Task.ConfigureAwait(false);
    }
}
