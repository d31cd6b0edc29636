using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Telemetry;

namespace Modular.DoIp.Tester;

/// <summary>A handle on a DoIP entity that outlives its connections: it connects on demand, and again after a loss.</summary>
/// <remarks>
/// Safe for concurrent use. Losing a connection is normal in diagnostics: an ECU reset, a change of the power mode or an idle
/// timeout of the entity ends it. Requests that were under way fail; subscriptions stay and go on with the next connection.
/// </remarks>
public sealed partial class DoIpEntityConnection : IAsyncDisposable
{
    private const int WatchCapacity = 64;

    private readonly Lock _gate = new();
    private readonly DoIpEntityConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DiagnosticRouter _router;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Channel<DoIpConnectionStateChange>> _watchers = [];
    private TaskCompletionSource<DoIpConnection> _attempt = NewAttempt();
    private TaskCompletionSource _demand = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActivityContext _demandedBy;
    private Task? _owner;
    private DoIpConnection? _current;
    private DoIpConnectionState _state;
    private EndPoint _remote;
    private ushort? _entityAddress;

    /// <summary>Creates the handle; nothing is connected yet.</summary>
    /// <param name="endpoint">Address or host name, and port, of the entity.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="timeProvider">Clock for timeouts, delays and timestamps; null takes the system's.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    public DoIpEntityConnection(
        EndPoint endpoint,
        DoIpEntityConnectionOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _remote = endpoint;
        _options = options ?? new DoIpEntityConnectionOptions();
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _router = new DiagnosticRouter(_options.Connection.SubscriptionCapacity);
    }

    /// <summary>Something arrived that belongs to no request. Handlers run on the reader's loop and must not block.</summary>
    public event EventHandler<DoIpConnectionEvent>? Occurred;

    /// <summary>Where the entity is. A change, after the entity announced itself elsewhere, takes effect with the next attempt.</summary>
    public EndPoint RemoteEndPoint
    {
        get => Volatile.Read(ref _remote);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _remote, value);
        }
    }

    /// <summary>State of the connection.</summary>
    public DoIpConnectionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Logical address of the entity, once it has activated routing.</summary>
    public ushort? EntityAddress
    {
        get
        {
            lock (_gate)
            {
                return _entityAddress;
            }
        }
    }

    /// <summary>Subscribes to the messages of one ECU, or of all ECUs, over all connections to come.</summary>
    /// <param name="source">Logical address of the ECU; null for all.</param>
    /// <returns>The subscription; the caller disposes it.</returns>
    public DiagnosticSubscription Subscribe(ushort? source) => _router.Subscribe(source);

    /// <summary>Brings the connection up, or returns at once when it is up.</summary>
    /// <param name="cancellationToken">Gives up waiting; the attempt goes on.</param>
    /// <returns>The connection of the moment.</returns>
    /// <exception cref="DoIpException">The attempt failed. Further attempts go on in the background, as the options say.</exception>
    public async ValueTask<DoIpConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        Task<DoIpConnection> attempt;
        lock (_gate)
        {
            if (_state == DoIpConnectionState.Closed)
            {
                throw Closed();
            }

            if (_current is { IsConnected: true } current)
            {
                return current;
            }

            // Completed means lost, and not noticed by the owner yet: the result is the connection that is gone.
            RenewAttempt();
            if (!_demand.Task.IsCompleted)
            {
                // The first who wants the connection; the attempt becomes a part of that trace.
                _demandedBy = DoIpTrace.CurrentContext;
            }

            _owner ??= Task.Run(RunAsync, CancellationToken.None);
            _demand.TrySetResult();
            attempt = _attempt.Task;
        }

        return await attempt.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a diagnostic message, after connecting where necessary.</summary>
    /// <param name="send">The message, its target and kind of addressing.</param>
    /// <param name="cancellationToken">Gives up waiting; the connection stays usable, the message may have left.</param>
    /// <returns>What came of it, and the moment. A refusal and a timeout are values.</returns>
    /// <exception cref="DoIpException">The connection could not be had, or was lost.</exception>
    public async ValueTask<DiagnosticAcknowledgement> SendDiagnosticAsync(DiagnosticSend send, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await connection.SendDiagnosticAsync(send, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Streams the changes of state from now on, until the handle is disposed.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The changes. A reader more than 64 changes behind loses the oldest.</returns>
    public async IAsyncEnumerable<DoIpConnectionStateChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var changes = Channel.CreateBounded<DoIpConnectionStateChange>(new BoundedChannelOptions(WatchCapacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        lock (_gate)
        {
            if (_state == DoIpConnectionState.Closed)
            {
                yield break;
            }

            _watchers.Add(changes);
        }

        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(changes);
            }
        }
    }

    /// <summary>Closes the connection and everything that waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? owner;
        lock (_gate)
        {
            if (_state == DoIpConnectionState.Closed)
            {
                return;
            }

            owner = _owner;
            SetState(DoIpConnectionState.Closed, null);
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        if (owner is not null)
        {
            await owner.ConfigureAwait(false);
        }

        FailAttempt(Closed());
        _router.Close(Closed());
        _closing.Dispose();
    }

    private static TaskCompletionSource<DoIpConnection> NewAttempt()
    {
        var attempt = new TaskCompletionSource<DoIpConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A failure that nobody waits for is no error of the process; the state tells it.
        _ = attempt.Task.ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return attempt;
    }

    private DoIpException Closed() =>
        new(DoIpFailureCause.Disposed, $"The connection to {RemoteEndPoint} was closed.", RemoteEndPoint.ToString());
}
