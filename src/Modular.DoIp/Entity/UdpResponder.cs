using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>Answers identification, status and power mode requests for the entities of a server, and announces them.</summary>
internal sealed partial class UdpResponder
{
    private const int MaxDatagram = 65_535;

    private readonly Socket _socket;
    private readonly IReadOnlyList<DoIpEntity> _entities;
    private readonly RoutingRegistry _registry;
    private readonly DoIpServerOptions _options;
    private readonly ILogger _logger;
    private readonly Task _responding;

    public UdpResponder(
        Socket socket,
        IReadOnlyList<DoIpEntity> entities,
        RoutingRegistry registry,
        DoIpServerOptions options,
        ILogger logger,
        CancellationToken stopping)
    {
        _socket = socket;
        _entities = entities;
        _registry = registry;
        _options = options;
        _logger = logger;
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _responding = RespondAsync(stopping);
    }

    public IPEndPoint LocalEndPoint { get; }

    public async ValueTask AnnounceAsync(CancellationToken cancellationToken)
    {
        foreach (var entity in _entities.Where(entity => entity.IsOnline))
        {
            await SendAsync(entity.Identity.ToAnnouncement(), _options.AnnouncementTarget, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync()
    {
        _socket.Dispose();
        await _responding.ConfigureAwait(false);
    }

    private async Task RespondAsync(CancellationToken stopping)
    {
        await Task.Yield();
        var buffer = new byte[MaxDatagram];
        EndPoint any = new IPEndPoint(LocalEndPoint.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stopping).ConfigureAwait(false);
                await HandleAsync(new ReadOnlySequence<byte>(buffer, 0, received.ReceivedBytes), received.RemoteEndPoint, stopping).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Some systems report here that an earlier answer found nobody.
                Log.DatagramIgnored(_logger, LocalEndPoint, e.Message);
            }
        }
    }

    private async ValueTask HandleAsync(ReadOnlySequence<byte> datagram, EndPoint tester, CancellationToken cancellationToken)
    {
        var result = DoIpCodec.TryRead(datagram, _options.Limits, out _);
        if (result.Status != DoIpReadStatus.Frame)
        {
            var code = result.Status == DoIpReadStatus.Rejected ? result.RejectionCode : GenericNegativeAcknowledgementCode.InvalidPayloadLength;
            await SendAsync(new GenericNegativeAcknowledgement(code), tester, cancellationToken).ConfigureAwait(false);
            return;
        }

        switch (DoIpCodec.Parse(result.Frame))
        {
            case VehicleIdentificationRequest:
                await IdentifyAsync(static _ => true, tester, cancellationToken).ConfigureAwait(false);
                break;
            case VehicleIdentificationRequestWithEid request:
                await IdentifyAsync(identity => identity.Eid == request.Eid, tester, cancellationToken).ConfigureAwait(false);
                break;
            case VehicleIdentificationRequestWithVin request:
                await IdentifyAsync(identity => identity.Vin == request.Vin, tester, cancellationToken).ConfigureAwait(false);
                break;
            case EntityStatusRequest:
                foreach (var entity in _entities.Where(entity => entity.IsOnline))
                {
                    var open = (byte)Math.Min(_registry.CountOf(entity), byte.MaxValue);
                    var status = new EntityStatusResponse(entity.Identity.NodeType, entity.Options.MaxSockets, open, entity.Options.MaxDataSize);
                    await SendAsync(status, tester, cancellationToken).ConfigureAwait(false);
                }

                break;
            case DiagnosticPowerModeRequest:
                foreach (var entity in _entities.Where(entity => entity.IsOnline))
                {
                    await SendAsync(new DiagnosticPowerModeResponse(entity.Identity.PowerMode), tester, cancellationToken).ConfigureAwait(false);
                }

                break;
            case VehicleAnnouncement or EntityStatusResponse or DiagnosticPowerModeResponse or GenericNegativeAcknowledgement:
                // What other entities say on the same port is no request.
                break;
            default:
                var unknown = new GenericNegativeAcknowledgement(GenericNegativeAcknowledgementCode.UnknownPayloadType);
                await SendAsync(unknown, tester, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask IdentifyAsync(Func<DoIpEntityIdentity, bool> isMeant, EndPoint tester, CancellationToken cancellationToken)
    {
        foreach (var entity in _entities.Where(entity => entity.IsOnline && isMeant(entity.Identity)))
        {
            await SendAsync(entity.Identity.ToAnnouncement(), tester, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync<T>(T message, EndPoint target, CancellationToken cancellationToken)
        where T : IDoIpMessage
    {
        try
        {
            var datagram = DoIpCodec.ToArray(_options.ProtocolVersion, message);
            await _socket.SendToAsync(datagram, SocketFlags.None, target, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            Log.DatagramIgnored(_logger, target, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatagramIgnored, LogLevel.Debug, "A datagram from or to {Endpoint} went astray: {Reason}")]
        public static partial void DatagramIgnored(ILogger logger, EndPoint endpoint, string reason);
    }
}
