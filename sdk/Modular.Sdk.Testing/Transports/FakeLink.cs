using Modular.Sdk.Transports;

namespace Modular.Sdk.Testing.Transports;

/// <summary>
/// A link without a medium. A test writes down what it answers with <see cref="On"/>, or plays the ECU by hand with
/// <see cref="Deliver(string, uint?)"/>; what the code under test sent is in <see cref="Sent"/>.
/// </summary>
/// <remarks>
/// Safe for use from several threads. Readers and senders are completed on the thread that delivers, or that moves the
/// clock; see <see cref="Time.Inline"/>.
/// </remarks>
public sealed class FakeLink : IDiagnosticLink
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<LinkMessage> _received = new();
    private readonly List<SentMessage> _sent = [];
    private readonly Dictionary<string, Queue<FakeReply>> _replies = new(StringComparer.Ordinal);
    private readonly List<(int Count, TaskCompletionSource Reached)> _sendWaiters = [];
    private readonly List<ITimer> _timers = [];
    private TaskCompletionSource? _reader;
    private LinkException? _loss;
    private bool _disposed;

    /// <summary>A link to the ECU with address 0x1000, from a tester at 0x0E00.</summary>
    /// <param name="time">The clock of timestamps and delays.</param>
    public FakeLink(TimeProvider time)
        : this(time, "ECU", new LinkAddress(0x0E00, 0x1000, AddressingMode.Physical))
    {
    }

    /// <summary>A link to a given address.</summary>
    /// <param name="time">The clock of timestamps and delays.</param>
    /// <param name="name">Name of the ECU or functional group.</param>
    /// <param name="address">Source and target.</param>
    public FakeLink(TimeProvider time, string name, LinkAddress address)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Name = name;
        Address = address;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LinkAddress Address { get; }

    /// <inheritdoc/>
    public LinkState State => _disposed ? LinkState.Closed : _loss is null ? LinkState.Connected : LinkState.Failed;

    /// <inheritdoc/>
    public long DroppedMessages => 0;

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Messages delivered and not read yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _received.Count;
            }
        }
    }

    /// <summary>
    /// Scripts what happens when a message is sent. Several scripts for the same message are played one per send, the last
    /// one again and again; a message without a script is confirmed at once and stays without answer.
    /// </summary>
    /// <param name="hex">The exact message in hexadecimal; spaces are allowed.</param>
    /// <returns>The script, to be filled.</returns>
    public FakeReply On(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var reply = new FakeReply();
        var key = Convert.ToHexString(FromHex(hex));
        lock (_gate)
        {
            if (!_replies.TryGetValue(key, out var queue))
            {
                _replies[key] = queue = new Queue<FakeReply>();
            }

            queue.Enqueue(reply);
        }

        return reply;
    }

    /// <summary>Delivers a message now.</summary>
    /// <param name="hex">The message in hexadecimal; spaces are allowed.</param>
    /// <param name="source">Who sends it; null for the link's target.</param>
    public void Deliver(string hex, uint? source = null)
    {
        ArgumentNullException.ThrowIfNull(hex);
        Deliver(LinkMessageKind.Message, FromHex(hex), source);
    }

    /// <summary>Reports the first frame of a long message now.</summary>
    /// <param name="source">Who sends it; null for the link's target.</param>
    public void Indicate(uint? source = null) => Deliver(LinkMessageKind.Indication, [], source);

    /// <summary>
    /// Loses the connection now: a waiting reader fails, or the next one if none waits. The next send finds it recovered.
    /// </summary>
    /// <param name="failure">What the reader gets; null for a plain loss.</param>
    public void LoseConnection(LinkException? failure = null)
    {
        TaskCompletionSource? reader;
        failure ??= new LinkException(LinkFailure.ConnectionLost, $"The connection to {Name} was lost.");
        lock (_gate)
        {
            reader = Interlocked.Exchange(ref _reader, null);
            _loss = failure;
        }

        reader?.TrySetResult();
    }

    /// <summary>Completes as soon as at least <paramref name="count"/> messages were sent.</summary>
    /// <param name="count">One or more, counted from the link's beginning.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForSentAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_sent.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sendWaiters.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _loss = null;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reply = Record(message.ToArray());
        foreach (var step in reply?.Steps ?? [])
        {
            Schedule(step);
        }

        if (reply is not null && reply.ConfirmationDelay > TimeSpan.Zero)
        {
            await Task.Delay(reply.ConfirmationDelay, _time, cancellationToken).ConfigureAwait(false);
        }

        return reply?.SendFailure is { } failure ? throw failure : new SendConfirmation(_time.GetTimestamp());
    }

    /// <inheritdoc/>
    public async ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource waiting;
            lock (_gate)
            {
                ThrowIfClosed();
                if (_received.TryDequeue(out var message))
                {
                    return message;
                }

                if (_loss is { } loss)
                {
                    _loss = null;
                    throw loss;
                }

                if (_reader is not null)
                {
                    throw new InvalidOperationException("A link has one reader at a time.");
                }

                // Continuations run inline on purpose, see the remarks.
                _reader = waiting = new TaskCompletionSource();
            }

            using var registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiting);
            try
            {
                await waiting.Task.ConfigureAwait(false);
            }
            finally
            {
                Interlocked.CompareExchange(ref _reader, null, waiting);
            }
        }
    }

    /// <inheritdoc/>
    public bool TryReceive(out LinkMessage message)
    {
        lock (_gate)
        {
            return _received.TryDequeue(out message);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        TaskCompletionSource? reader;
        lock (_gate)
        {
            _disposed = true;
            _timers.ForEach(timer => timer.Dispose());
            _timers.Clear();
            reader = Interlocked.Exchange(ref _reader, null);
        }

        reader?.TrySetResult();
        return ValueTask.CompletedTask;
    }

    private static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

    private FakeReply? Record(byte[] bytes)
    {
        List<TaskCompletionSource> reached = [];
        FakeReply? reply = null;
        lock (_gate)
        {
            ThrowIfClosed();
            _loss = null;
            var sent = new SentMessage(bytes, _time.GetTimestamp());
            _sent.Add(sent);
            if (_replies.TryGetValue(sent.Hex, out var queue))
            {
                reply = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
            }

            reached.AddRange(_sendWaiters.Where(waiter => waiter.Count <= _sent.Count).Select(waiter => waiter.Reached));
            _sendWaiters.RemoveAll(waiter => waiter.Count <= _sent.Count);
        }

        reached.ForEach(waiter => waiter.TrySetResult());
        return reply;
    }

    private void Schedule(FakeReplyStep step)
    {
        if (step.At == TimeSpan.Zero)
        {
            step.Action(this);
            return;
        }

        var timer = _time.CreateTimer(_ => step.Action(this), null, step.At, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            // The system's clock does not keep its timers alive.
            _timers.Add(timer);
        }
    }

    private void Deliver(LinkMessageKind kind, byte[] payload, uint? source)
    {
        TaskCompletionSource? reader;
        var now = _time.GetTimestamp();
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _received.Enqueue(new LinkMessage(kind, source ?? Address.Target, Address.Source, payload, now, now));
            reader = Interlocked.Exchange(ref _reader, null);
        }

        reader?.TrySetResult();
    }

    private void ThrowIfClosed()
    {
        if (_disposed)
        {
            throw new LinkException(LinkFailure.Closed, $"The link to {Name} is closed.");
        }
    }
}
