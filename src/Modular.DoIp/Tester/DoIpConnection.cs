using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Messages;
using Modular.DoIp.Telemetry;
using Modular.DoIp.Transport;

namespace Modular.DoIp.Tester;

/// <summary>A tester's TCP connection to one DoIP entity, shared by all ECUs behind it.</summary>
/// <remarks>
/// Safe for concurrent use. One loop reads, writes take turns. When the connection is lost everything that waits fails with the
/// same <see cref="DoIpException"/> and <see cref="Completion"/> completes; a lost connection stays lost, see
/// <see cref="DoIpEntityConnection"/> for one that recovers.
/// </remarks>
public sealed partial class DoIpConnection : IAsyncDisposable
{
    private readonly DoIpChannel _channel;
    private readonly DoIpConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DiagnosticRouter _router;
    private readonly bool _ownsRouter;
    private readonly PendingAcknowledgements _pending;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<DoIpException?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _activationTurn = new(1, 1);
    private readonly Task _reading;
    private Task _keepingAlive = Task.CompletedTask;
    private TaskCompletionSource<RoutingActivationResponse>? _activation;
    private TaskCompletionSource? _aliveCheck;
    private DoIpException? _failure;
    private int _entityAddress = -1;
    private int _activeTester = -1;
    private bool _answersAliveChecks;

    private DoIpConnection(
        Stream stream,
        EndPoint? local,
        EndPoint remote,
        DoIpConnectionOptions options,
        DiagnosticRouter? router,
        TimeProvider time,
        ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _router = router ?? new DiagnosticRouter(options.SubscriptionCapacity);
        _ownsRouter = router is null;
        _pending = new PendingAcknowledgements(time);
        RemoteEndPoint = remote;
        _channel = new DoIpChannel(stream, options.Limits, options.SendTimeout, time, options.FrameTap is { } tap ? new ChannelTap(tap, local, remote) : null);
        _reading = ReadAsync();
    }

    /// <summary>Something arrived that belongs to no request. Handlers run on the reader's loop and must not block.</summary>
    public event EventHandler<DoIpConnectionEvent>? Occurred;

    /// <summary>Where the entity is.</summary>
    public EndPoint RemoteEndPoint { get; }

    /// <summary>Logical address of the entity, once routing is active.</summary>
    public ushort? EntityAddress => Volatile.Read(ref _entityAddress) is var address and >= 0 ? (ushort)address : null;

    /// <summary>Completes when the connection is over: with what ended it, or with null when it was disposed. Never fails.</summary>
    public Task<DoIpException?> Completion => _completion.Task;

    /// <summary>Whether messages can be sent, as far as this side knows.</summary>
    public bool IsConnected => !_completion.Task.IsCompleted;

    /// <summary>Connects to an entity, without activating routing.</summary>
    /// <param name="endpoint">Address or host name, and port, of the entity.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="timeProvider">Clock for timeouts and timestamps; null takes the system's.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DoIpException">The entity could not be reached, or not in time.</exception>
    public static Task<DoIpConnection> ConnectAsync(
        EndPoint endpoint,
        DoIpConnectionOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default) =>
        ConnectAsync(endpoint, options ?? new DoIpConnectionOptions(), null, timeProvider ?? TimeProvider.System, logger ?? NullLogger.Instance, cancellationToken);

    /// <summary>Connects to an entity and activates routing.</summary>
    /// <param name="endpoint">Address or host name, and port, of the entity.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="timeProvider">Clock for timeouts and timestamps; null takes the system's.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DoIpException">The entity could not be reached, or did not activate routing. The cause tells which.</exception>
    public static Task<DoIpConnection> OpenAsync(
        EndPoint endpoint,
        DoIpConnectionOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default) =>
        OpenAsync(endpoint, options ?? new DoIpConnectionOptions(), null, DoIpTrace.CurrentContext, timeProvider ?? TimeProvider.System, logger ?? NullLogger.Instance, cancellationToken);

    /// <summary>Subscribes to the messages of one ECU, or of all ECUs.</summary>
    /// <param name="source">Logical address of the ECU; null for all.</param>
    /// <returns>The subscription; the caller disposes it.</returns>
    public DiagnosticSubscription Subscribe(ushort? source) => _router.Subscribe(source);

    /// <summary>Registers the tester with the entity.</summary>
    /// <param name="request">What to ask; null takes address, type and manufacturer's bytes from the options.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The entity's answer, which may be a refusal.</returns>
    /// <exception cref="DoIpException">The connection was lost, or the entity did not answer in time.</exception>
    public async Task<RoutingActivationResponse> ActivateRoutingAsync(RoutingActivationRequest? request = null, CancellationToken cancellationToken = default)
    {
        var message = request ?? new RoutingActivationRequest(_options.TesterAddress, _options.ActivationType, 0, _options.OemSpecific);
        using var activity = DoIpTrace.StartActivation(RemoteEndPoint, message.SourceAddress);
        await _activationTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = new TaskCompletionSource<RoutingActivationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _activeTester, message.SourceAddress);
            Volatile.Write(ref _activation, answer);
            await WriteAsync(message, null, cancellationToken).ConfigureAwait(false);
            var response = await WaitForAsync(answer.Task, _options.RoutingActivationTimeout, cancellationToken).ConfigureAwait(false);
            DoIpMetrics.Activated(response.Code);
            if (activity is not null)
            {
                DoIpTrace.Complete(activity, response);
            }

            if (response.IsSuccess)
            {
                Volatile.Write(ref _entityAddress, response.EntityAddress);
                Log.RoutingActivated(_logger, RemoteEndPoint, response.EntityAddress, response.Code);
                StartKeepAlive();
            }

            return response;
        }
        catch (Exception exception) when (DoIpTrace.Fail(activity, exception))
        {
            throw;
        }
        catch (TimeoutException)
        {
            DoIpMetrics.NotActivated();
            throw Failure(
                DoIpFailureCause.RoutingActivationTimeout,
                $"{RemoteEndPoint} did not answer the routing activation within {_options.RoutingActivationTimeout.TotalMilliseconds:F0} ms.");
        }
        finally
        {
            Volatile.Write(ref _activation, null);
            _activationTurn.Release();
        }
    }

    /// <summary>Sends a diagnostic message and waits until the entity has taken it over, or refused it.</summary>
    /// <param name="send">The message, its target and kind of addressing.</param>
    /// <param name="cancellationToken">Gives up waiting; the connection stays usable, the message may have left.</param>
    /// <returns>What came of it, and the moment. A refusal and a timeout are values.</returns>
    /// <exception cref="DoIpException">The connection was lost, also because the entity never finishes a message which it began.</exception>
    public async ValueTask<DiagnosticAcknowledgement> SendDiagnosticAsync(DiagnosticSend send, CancellationToken cancellationToken)
    {
        var source = send.Source ?? TesterAddress;
        using var activity = DoIpTrace.StartSend(RemoteEndPoint, source, send);
        try
        {
            var acknowledgement = await TransmitAsync(send, source, cancellationToken).ConfigureAwait(false);
            DoIpMetrics.Acknowledged(acknowledgement.Kind);
            if (activity is not null)
            {
                DoIpTrace.Complete(activity, acknowledgement);
            }

            return acknowledgement;
        }
        catch (Exception exception) when (DoIpTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    /// <summary>Sends a diagnostic message to one ECU from the activated tester address.</summary>
    /// <param name="target">Logical address of the ECU.</param>
    /// <param name="userData">The diagnostic message. Not kept after the send completes.</param>
    /// <param name="cancellationToken">Gives up waiting; the connection stays usable, the message may have left.</param>
    /// <returns>What came of it, and the moment.</returns>
    /// <exception cref="DoIpException">The connection was lost.</exception>
    public ValueTask<DiagnosticAcknowledgement> SendDiagnosticAsync(ushort target, ReadOnlyMemory<byte> userData, CancellationToken cancellationToken) =>
        SendDiagnosticAsync(new DiagnosticSend(target, userData), cancellationToken);

    /// <summary>Asks the entity for a sign of life.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when none came in time. Many entities do not answer testers; that alone is no loss.</returns>
    /// <exception cref="DoIpException">The connection was lost.</exception>
    public async Task<bool> CheckAliveAsync(CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = Interlocked.CompareExchange(ref _aliveCheck, own, null) ?? own;
        await WriteAsync(new AliveCheckRequest(), null, cancellationToken).ConfigureAwait(false);
        try
        {
            await WaitForAsync(answer.Task, _options.AliveCheckTimeout, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            Interlocked.CompareExchange(ref _aliveCheck, null, answer);
            return false;
        }
    }

    /// <summary>Tells the entity that the tester lives, without being asked.</summary>
    /// <param name="cancellationToken">Gives up waiting for the turn to write.</param>
    /// <exception cref="DoIpException">The connection was lost.</exception>
    public ValueTask SendAliveCheckResponseAsync(CancellationToken cancellationToken) =>
        WriteAsync(new AliveCheckResponse(TesterAddress), null, cancellationToken);

    /// <summary>Sends any message as it is, for types this library does not name.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn to write.</param>
    /// <exception cref="DoIpException">The connection was lost.</exception>
    public ValueTask SendAsync(IDoIpMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WriteAsync(message, null, cancellationToken);
    }

    /// <summary>Closes the connection; everything that waits fails.</summary>
    public async ValueTask DisposeAsync()
    {
        Lose(null);
        await _reading.ConfigureAwait(false);
        await _keepingAlive.ConfigureAwait(false);
        _closing.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<DiagnosticAcknowledgement> TransmitAsync(DiagnosticSend send, ushort source, CancellationToken cancellationToken)
    {
        var timeout = send.AcknowledgementTimeout ?? _options.AcknowledgementTimeout;
        var entry = new PendingAcknowledgement(_pending, source, send);
        LogPayload(false, source, send.Target, send.UserData.Span);
        await WriteAsync(new DiagnosticMessage(source, send.Target, send.UserData), entry, cancellationToken).ConfigureAwait(false);
        try
        {
            return await entry.Outcome.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (!_pending.TimeOut(entry))
            {
                return await entry.Outcome.ConfigureAwait(false);
            }

            ThrowIfStuckInsideMessage(timeout);
            return new DiagnosticAcknowledgement(DiagnosticAcknowledgementKind.TimedOut, _time.GetTimestamp());
        }
        catch (OperationCanceledException)
        {
            _pending.Abandon(entry, timeout);
            throw;
        }
    }
}
