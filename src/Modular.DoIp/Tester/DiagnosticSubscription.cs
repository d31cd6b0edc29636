namespace Modular.DoIp.Tester;

/// <summary>Messages of one ECU, or of all, in the order of their arrival. There is one reader at a time.</summary>
/// <remarks>
/// Messages wait in a bounded queue; when it is full the oldest is dropped and counted, so that a slow reader never holds up
/// the other ECUs of the connection.
/// </remarks>
public sealed class DiagnosticSubscription : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<ReceivedDiagnosticMessage> _messages = new();
    private readonly DiagnosticRouter _router;
    private readonly int _capacity;
    private TaskCompletionSource<ReceivedDiagnosticMessage>? _reader;
    private DoIpException? _loss;
    private DoIpException? _closed;
    private long _dropped;

    internal DiagnosticSubscription(DiagnosticRouter router, ushort? source, int capacity)
    {
        _router = router;
        _capacity = capacity;
        Source = source;
    }

    /// <summary>Logical address of the ECU; null for every ECU.</summary>
    public ushort? Source { get; }

    /// <summary>Messages dropped because nobody read them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Waits for the next message.</summary>
    /// <param name="cancellationToken">Gives up; no message is lost by that.</param>
    /// <exception cref="DoIpException">
    /// The connection was lost. Reported once per loss; where the connection recovers the subscription goes on.
    /// </exception>
    /// <exception cref="InvalidOperationException">Somebody else is reading.</exception>
    public async ValueTask<ReceivedDiagnosticMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<ReceivedDiagnosticMessage> reader;
        lock (_gate)
        {
            if (_reader is not null)
            {
                throw new InvalidOperationException("A subscription has one reader at a time.");
            }

            if (_messages.TryDequeue(out var waiting))
            {
                return waiting;
            }

            if ((_closed ?? TakeLoss()) is { } failure)
            {
                throw failure;
            }

            cancellationToken.ThrowIfCancellationRequested();
            reader = _reader = new TaskCompletionSource<ReceivedDiagnosticMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            return await reader.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (_reader == reader)
                {
                    _reader = null;
                    throw;
                }
            }

            // The message was faster than the cancellation.
            return await reader.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Takes a message that has already arrived.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when none waits.</returns>
    public bool TryReceive(out ReceivedDiagnosticMessage message)
    {
        lock (_gate)
        {
            return _messages.TryDequeue(out message);
        }
    }

    /// <summary>Forgets a loss that was not reported yet. Called before a new request, to which an old loss means nothing.</summary>
    public void ForgetLoss()
    {
        lock (_gate)
        {
            _loss = null;
        }
    }

    /// <summary>Ends the subscription; a waiting reader fails.</summary>
    public void Dispose()
    {
        _router.Remove(this);
        Close(new DoIpException(DoIpFailureCause.Disposed, "The subscription was disposed."));
    }

    internal void Deliver(in ReceivedDiagnosticMessage message)
    {
        lock (_gate)
        {
            if (_reader is { } reader)
            {
                _reader = null;
                reader.SetResult(message);
                return;
            }

            if (_messages.Count == _capacity)
            {
                _messages.Dequeue();
                Interlocked.Increment(ref _dropped);
            }

            _messages.Enqueue(message);
        }
    }

    internal void ReportLoss(DoIpException loss)
    {
        lock (_gate)
        {
            if (_reader is { } reader)
            {
                _reader = null;
                reader.SetException(loss);
            }
            else
            {
                _loss = loss;
            }
        }
    }

    internal void Close(DoIpException reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            _reader?.SetException(reason);
            _reader = null;
        }
    }

    private DoIpException? TakeLoss()
    {
        var loss = _loss;
        _loss = null;
        return loss;
    }
}
