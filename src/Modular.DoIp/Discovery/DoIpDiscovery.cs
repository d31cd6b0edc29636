using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Discovery;

/// <summary>Finds DoIP entities by UDP, by broadcast and one by one, and asks them for their status.</summary>
/// <remarks>Holds no socket between calls. Safe for concurrent use.</remarks>
public sealed partial class DoIpDiscovery
{
    private const int MaxDatagram = 65_535;

    private readonly DoIpDiscoveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates a search.</summary>
    /// <param name="options">Where to look; null takes the defaults.</param>
    /// <param name="timeProvider">Clock for windows and timestamps; null takes the system's.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    public DoIpDiscovery(DoIpDiscoveryOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        _options = options ?? new DoIpDiscoveryOptions();
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Asks once and returns all entities that answered within the window.</summary>
    /// <param name="query">Whom to ask; the default asks everybody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entities in the order of their answers, each once.</returns>
    /// <exception cref="SocketException">A local address cannot be used.</exception>
    public async Task<IReadOnlyList<DiscoveredEntity>> DiscoverAsync(VehicleIdentificationQuery query, CancellationToken cancellationToken)
    {
        var entities = new List<DiscoveredEntity>();
        await foreach (var entity in DiscoverStreamAsync(query, cancellationToken).ConfigureAwait(false))
        {
            entities.Add(entity);
        }

        return entities;
    }

    /// <summary>Asks once and streams the entities as they answer, until the window ends.</summary>
    /// <param name="query">Whom to ask; the default asks everybody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entities, each once.</returns>
    /// <exception cref="SocketException">A local address cannot be used.</exception>
    public async IAsyncEnumerable<DiscoveredEntity> DiscoverStreamAsync(
        VehicleIdentificationQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var targets = await ResolveAsync(cancellationToken).ConfigureAwait(false);
        var sockets = new List<Socket>();
        using var window = new CancellationTokenSource(_options.Window, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(window.Token, cancellationToken);

        // A search has an end, so what it finds is bounded by MaxEntities and nothing needs dropping.
        var found = Channel.CreateUnbounded<DiscoveredEntity>(new UnboundedChannelOptions { SingleReader = true });
        var seen = new HashSet<(IPAddress, ushort, EntityIdentification)>();
        Task receiving = Task.CompletedTask;
        try
        {
            OpenSockets(sockets, targets);
            receiving = Task.WhenAll(sockets.Select(socket => ReceiveAsync(socket, targets, seen, found.Writer, either.Token)));
            _ = receiving.ContinueWith(_ => found.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            var request = DoIpCodec.ToArray(_options.RequestVersion, query.ToMessage());
            foreach (var socket in sockets)
            {
                await AskAsync(socket, request, targets, cancellationToken).ConfigureAwait(false);
            }

            await foreach (var entity in found.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return entity;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }

            await receiving.ConfigureAwait(false);
        }
    }

    /// <summary>Asks an entity for its role, sockets and message limit.</summary>
    /// <param name="entity">Where the entity is.</param>
    /// <param name="version">Edition of the standard it speaks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or null when none came in time.</returns>
    public Task<EntityStatusResponse?> RequestEntityStatusAsync(EndPoint entity, DoIpProtocolVersion version, CancellationToken cancellationToken) =>
        RequestAsync<EntityStatusRequest, EntityStatusResponse>(entity, version, default, cancellationToken);

    /// <summary>Asks an entity whether the vehicle is ready for diagnostics.</summary>
    /// <param name="entity">Where the entity is.</param>
    /// <param name="version">Edition of the standard it speaks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or null when none came in time.</returns>
    public Task<DiagnosticPowerModeResponse?> RequestDiagnosticPowerModeAsync(EndPoint entity, DoIpProtocolVersion version, CancellationToken cancellationToken) =>
        RequestAsync<DiagnosticPowerModeRequest, DiagnosticPowerModeResponse>(entity, version, default, cancellationToken);

    internal static DiscoveredEntity? Read(ReadOnlySequence<byte> datagram, IPEndPoint source, DoIpDiscoveryOptions options, IReadOnlyList<IPEndPoint> targets, long now)
    {
        var result = DoIpCodec.TryRead(datagram, options.Limits, out _);
        if (result.Status != DoIpReadStatus.Frame || DoIpCodec.Parse(result.Frame) is not VehicleAnnouncement announcement)
        {
            return null;
        }

        // An entity that was asked at a certain port serves there; others serve at the port of the standard or the options.
        var asked = targets.Contains(source);
        return asked || options.Accepts(source.Address)
            ? new DiscoveredEntity(announcement, result.Frame.Header.ProtocolVersion, asked ? source : new IPEndPoint(source.Address, options.Port), source, now)
            : null;
    }

    private void OpenSockets(List<Socket> sockets, List<IPEndPoint> targets)
    {
        foreach (var address in _options.LocalAddresses)
        {
            Open(address);
        }

        // Targets of a family that no local address has need a socket of their own.
        foreach (var family in targets.Select(target => target.AddressFamily).Distinct().Where(family => sockets.TrueForAll(socket => socket.AddressFamily != family)).ToArray())
        {
            Open(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any);
        }

        void Open(IPAddress address)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            sockets.Add(socket);
            socket.EnableBroadcast = address.AddressFamily == AddressFamily.InterNetwork;
            socket.Bind(new IPEndPoint(address, _options.LocalPort));
        }
    }

    private async Task AskAsync(Socket socket, byte[] request, List<IPEndPoint> targets, CancellationToken cancellationToken)
    {
        foreach (var target in Broadcasts(socket).Concat(targets.Where(target => target.AddressFamily == socket.AddressFamily)))
        {
            try
            {
                Log.DiscoveryStarted(_logger, socket.LocalEndPoint, target);
                await socket.SendToAsync(request, SocketFlags.None, target, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                // One interface without a route must not end the search on the others.
                Log.DiscoverySendFailed(_logger, socket.LocalEndPoint, target, e.Message);
            }
        }
    }

    private IEnumerable<IPEndPoint> Broadcasts(Socket socket)
    {
        if (!_options.Broadcast || socket.AddressFamily != AddressFamily.InterNetwork)
        {
            yield break;
        }

        yield return new IPEndPoint(IPAddress.Broadcast, _options.Port);
        if (_options.Subnet is { } subnet && IPv4.BroadcastOf(subnet) is { } directed)
        {
            yield return new IPEndPoint(directed, _options.Port);
        }
    }

    private async Task ReceiveAsync(
        Socket socket,
        List<IPEndPoint> targets,
        HashSet<(IPAddress Address, ushort LogicalAddress, EntityIdentification Eid)> seen,
        ChannelWriter<DiscoveredEntity> found,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDatagram];
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, socket.LocalEndPoint!, cancellationToken).ConfigureAwait(false);
                var source = (IPEndPoint)received.RemoteEndPoint;
                if (Read(new ReadOnlySequence<byte>(buffer, 0, received.ReceivedBytes), source, _options, targets, _time.GetTimestamp()) is not { } entity)
                {
                    Log.DatagramIgnored(_logger, source, received.ReceivedBytes);
                    continue;
                }

                bool isNew;
                lock (seen)
                {
                    isNew = seen.Count < _options.MaxEntities && seen.Add((source.Address, entity.Announcement.LogicalAddress, entity.Announcement.Eid));
                }

                if (isNew)
                {
                    Log.EntityDiscovered(_logger, entity.Announcement.LogicalAddress, source);
                    found.TryWrite(entity);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Some systems report here that a target is not there; the others may still answer, until the window ends.
            }
        }
    }

    private async Task<TResponse?> RequestAsync<TRequest, TResponse>(EndPoint entity, DoIpProtocolVersion version, TRequest request, CancellationToken cancellationToken)
        where TRequest : struct, IDoIpMessage
        where TResponse : struct, IDoIpMessage
    {
        ArgumentNullException.ThrowIfNull(entity);
        var target = (await ResolveAsync(entity, cancellationToken).ConfigureAwait(false))[0];
        using var deadline = new CancellationTokenSource(_options.ResponseTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.ConnectAsync(target, either.Token).ConfigureAwait(false);
            await socket.SendAsync(DoIpCodec.ToArray(version, request), SocketFlags.None, either.Token).ConfigureAwait(false);
            var buffer = new byte[MaxDatagram];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, SocketFlags.None, either.Token).ConfigureAwait(false);
                var result = DoIpCodec.TryRead(new ReadOnlySequence<byte>(buffer, 0, length), _options.Limits, out _);
                if (result.Status == DoIpReadStatus.Frame && DoIpCodec.Parse(result.Frame) is TResponse response)
                {
                    return response;
                }

                Log.DatagramIgnored(_logger, target, length);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException e)
        {
            Log.DiscoverySendFailed(_logger, socket.LocalEndPoint, target, e.Message);
            return null;
        }
    }

    private async Task<List<IPEndPoint>> ResolveAsync(CancellationToken cancellationToken)
    {
        var targets = new List<IPEndPoint>();
        foreach (var target in _options.Targets)
        {
            try
            {
                targets.AddRange(await ResolveAsync(target, cancellationToken).ConfigureAwait(false));
            }
            catch (SocketException e)
            {
                Log.DiscoverySendFailed(_logger, null, target, e.Message);
            }
        }

        return targets;
    }

    private static async Task<IPEndPoint[]> ResolveAsync(EndPoint endpoint, CancellationToken cancellationToken) => endpoint switch
    {
        IPEndPoint address => [address],
        DnsEndPoint name => [.. (await Dns.GetHostAddressesAsync(name.Host, name.AddressFamily, cancellationToken).ConfigureAwait(false))
            .Select(address => new IPEndPoint(address, name.Port))],
        _ => throw new ArgumentException($"{endpoint} is neither an IP address nor a host name.", nameof(endpoint)),
    };

    private static partial class Log
    {
        [LoggerMessage(EventIds.DiscoveryStarted, LogLevel.Debug, "Asking for entities from {Local} at {Target}")]
        public static partial void DiscoveryStarted(ILogger logger, EndPoint? local, EndPoint target);

        [LoggerMessage(EventIds.EntityDiscovered, LogLevel.Debug, "Entity {Entity:X4} answered from {Source}")]
        public static partial void EntityDiscovered(ILogger logger, ushort entity, EndPoint source);

        [LoggerMessage(EventIds.DatagramIgnored, LogLevel.Debug, "Ignored a datagram of {Length} bytes from {Source}")]
        public static partial void DatagramIgnored(ILogger logger, EndPoint source, int length);

        [LoggerMessage(EventIds.DiscoverySendFailed, LogLevel.Warning, "Asking from {Local} at {Target} failed: {Reason}")]
        public static partial void DiscoverySendFailed(ILogger logger, EndPoint? local, EndPoint target, string reason);
    }
}
