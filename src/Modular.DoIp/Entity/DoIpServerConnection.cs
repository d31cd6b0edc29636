using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.DoIp.Transport;

namespace Modular.DoIp.Entity;

/// <summary>One tester's TCP connection to a server.</summary>
internal sealed partial class DoIpServerConnection : IDoIpChannelHandler, IDisposable
{
    private readonly DoIpServer _server;
    private readonly DoIpServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DoIpChannel _channel;
    private readonly ITimer _inactivity;
    private TaskCompletionSource? _aliveCheck;
    private int _closed;

    public DoIpServerConnection(DoIpServer server, Socket socket, DoIpServerOptions options, TimeProvider time, ILogger logger)
    {
        _server = server;
        _options = options;
        _time = time;
        _logger = logger;
        RemoteEndPoint = socket.RemoteEndPoint;
        _channel = new DoIpChannel(new NetworkStream(socket, ownsSocket: true), options.Limits, options.SendTimeout, time);
        _inactivity = time.CreateTimer(static state => ((DoIpServerConnection)state!).Close(), this, options.InitialInactivityTimeout, Timeout.InfiniteTimeSpan);
    }

    public EndPoint? RemoteEndPoint { get; }

    /// <summary>The tester and the entity it is registered with. Written by the registry, under its lock.</summary>
    public Registration? Registration { get; set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Log.TesterConnected(_logger, RemoteEndPoint);
        try
        {
            await _channel.RunAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The tester reset the connection, or the server closes it.
        }
        finally
        {
            Close();
            _server.Registry.Remove(this);
            Log.TesterDisconnected(_logger, RemoteEndPoint);
        }
    }

    public void Close() => Dispose();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _inactivity.Dispose();
            _channel.Dispose();
            Interlocked.Exchange(ref _aliveCheck, null)?.TrySetCanceled();
        }
    }

    /// <returns>False when the tester is gone.</returns>
    public async ValueTask<bool> SendAsync<T>(T message, CancellationToken cancellationToken)
        where T : IDoIpMessage
    {
        try
        {
            await _channel.WriteAsync(_options.ProtocolVersion, message, null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            Close();
            return false;
        }
    }

    /// <summary>Asks the tester for a sign of life.</summary>
    public async Task<bool> IsAliveAsync()
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = Interlocked.CompareExchange(ref _aliveCheck, own, null) ?? own;
        if (Volatile.Read(ref _closed) != 0 || !await SendAsync(new AliveCheckRequest(), CancellationToken.None).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            await answer.Task.WaitAsync(_options.AliveCheckTimeout, _time).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    async ValueTask<bool> IDoIpChannelHandler.OnFrameAsync(DoIpFrame frame, long firstSeen, long completed)
    {
        var goOn = DoIpCodec.Parse(frame) switch
        {
            RoutingActivationRequest request => await ActivateAsync(request).ConfigureAwait(false),
            DiagnosticMessage message => await DispatchAsync(message, completed).ConfigureAwait(false),
            AliveCheckResponse => TakeAliveCheckResponse(),
            AliveCheckRequest => await AnswerAliveCheckAsync().ConfigureAwait(false),

            // Testers that acknowledge our answers expect no word about it.
            DiagnosticMessagePositiveAcknowledgement or DiagnosticMessageNegativeAcknowledgement or GenericNegativeAcknowledgement => true,
            _ => await SendAsync(new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.UnknownPayloadType), CancellationToken.None)
                .ConfigureAwait(false),
        };
        if (goOn && Registration is not null && Volatile.Read(ref _closed) == 0)
        {
            _inactivity.Change(_options.GeneralInactivityTimeout, Timeout.InfiniteTimeSpan);
        }

        return goOn;
    }

    async ValueTask<bool> IDoIpChannelHandler.OnRejectedAsync(DoIpReadResult rejected)
    {
        var code = rejected.RejectionCode;
        Log.HeaderRefused(_logger, RemoteEndPoint, (ushort)rejected.RejectedHeader.PayloadType, rejected.RejectedHeader.PayloadLength, code);
        var sent = await SendAsync(new GenericNegativeAcknowledgement(code), CancellationToken.None).ConfigureAwait(false);
        return sent && code is not (GenericNegativeAcknowledgementCode.IncorrectPatternFormat or GenericNegativeAcknowledgementCode.InvalidPayloadLength);
    }

    private async ValueTask<bool> ActivateAsync(RoutingActivationRequest request)
    {
        var (entity, code) = await _server.Registry.ActivateAsync(this, request).ConfigureAwait(false);
        var response = new RoutingActivationResponse(request.SourceAddress, entity.Identity.LogicalAddress, code, 0, request.OemSpecific is null ? null : 0u);
        if (response.IsSuccess)
        {
            Log.TesterActivated(_logger, RemoteEndPoint, request.SourceAddress, response.EntityAddress);
        }
        else
        {
            Log.TesterRefused(_logger, RemoteEndPoint, request.SourceAddress, code);
        }

        // A tester that lacks authentication may authenticate on this connection and ask again.
        return await SendAsync(response, CancellationToken.None).ConfigureAwait(false)
            && (response.IsSuccess || code == RoutingActivationResponseCode.MissingAuthentication);
    }

    private bool TakeAliveCheckResponse()
    {
        Interlocked.Exchange(ref _aliveCheck, null)?.TrySetResult();
        return true;
    }

    private async ValueTask<bool> AnswerAliveCheckAsync()
    {
        var address = Registration?.Entity.Identity.LogicalAddress ?? 0;
        return await SendAsync(new AliveCheckResponse(address), CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask<bool> DispatchAsync(DiagnosticMessage message, long completed)
    {
        if (Registration?.Tester != message.SourceAddress)
        {
            await RefuseAsync(message, DiagnosticMessageNegativeAcknowledgementCode.InvalidSourceAddress).ConfigureAwait(false);
            return false;
        }

        if (message.UserData.IsEmpty)
        {
            return await SendAsync(new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.InvalidPayloadLength), CancellationToken.None)
                .ConfigureAwait(false);
        }

        // An answer must not overtake the acknowledgement, whatever thread the ECU answers on.
        var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return _server.Dispatch(this, message, completed, acknowledged.Task) is { } code
                ? await RefuseAsync(message, code).ConfigureAwait(false)
                : await SendAsync(
                    new DiagnosticMessagePositiveAcknowledgement(message.TargetAddress, message.SourceAddress, default, Echo(message)),
                    CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            acknowledged.SetResult();
        }
    }

    private ValueTask<bool> RefuseAsync(DiagnosticMessage message, DiagnosticMessageNegativeAcknowledgementCode code)
    {
        Log.RequestRefused(_logger, RemoteEndPoint, message.SourceAddress, message.TargetAddress, code);
        return SendAsync(
            new DiagnosticMessageNegativeAcknowledgement(message.TargetAddress, message.SourceAddress, code, Echo(message)),
            CancellationToken.None);
    }

    private ReadOnlyMemory<byte> Echo(DiagnosticMessage message) => _options.EchoPreviousMessage ? message.UserData : default;

    private static partial class Log
    {
        [LoggerMessage(EventIds.TesterConnected, LogLevel.Debug, "A tester connected from {Endpoint}")]
        public static partial void TesterConnected(ILogger logger, EndPoint? endpoint);

        [LoggerMessage(EventIds.TesterDisconnected, LogLevel.Debug, "The tester at {Endpoint} is disconnected")]
        public static partial void TesterDisconnected(ILogger logger, EndPoint? endpoint);

        [LoggerMessage(EventIds.TesterActivated, LogLevel.Information, "Activated routing for tester {Tester:X4} at {Endpoint} by entity {Entity:X4}")]
        public static partial void TesterActivated(ILogger logger, EndPoint? endpoint, ushort tester, ushort entity);

        [LoggerMessage(EventIds.TesterRefused, LogLevel.Warning, "Refused routing for tester {Tester:X4} at {Endpoint}: {Code}")]
        public static partial void TesterRefused(ILogger logger, EndPoint? endpoint, ushort tester, RoutingActivationResponseCode code);

        [LoggerMessage(EventIds.RequestRefused, LogLevel.Debug, "Refused {Tester:X4}->{Target:X4} from {Endpoint}: {Code}")]
        public static partial void RequestRefused(ILogger logger, EndPoint? endpoint, ushort tester, ushort target, DiagnosticMessageNegativeAcknowledgementCode code);

        [LoggerMessage(EventIds.HeaderRefused, LogLevel.Warning, "Refused a header from {Endpoint}: type {PayloadType:X4}, length {Length}, {Code}")]
        public static partial void HeaderRefused(ILogger logger, EndPoint? endpoint, ushort payloadType, uint length, GenericNegativeAcknowledgementCode code);
    }
}
