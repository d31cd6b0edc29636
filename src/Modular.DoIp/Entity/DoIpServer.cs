using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Entity;

/// <summary>The sockets of one or more DoIP entities: answers discovery by UDP and serves testers by TCP.</summary>
/// <remarks>
/// Several entities may share one address and port: each answers an identification request, and a tester reaches the ECUs of all
/// of them over any connection. Safe for concurrent use.
/// </remarks>
public sealed partial class DoIpServer : IAsyncDisposable
{
    private const int PortAttempts = 16;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly DoIpServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Socket _listener;
    private readonly UdpResponder _responder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<DoIpServerConnection, Task> _connections = [];
    private readonly NodeWorker[] _workers;
    private readonly FrozenDictionary<ushort, NodeWorker> _physical;
    private readonly FrozenDictionary<ushort, NodeWorker[]> _functional;
    private readonly Task _accepting;
    private readonly Task _announcing;
    private bool _disposed;

    private DoIpServer(IReadOnlyList<DoIpEntity> entities, DoIpServerOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        Entities = entities;
        Registry = new RoutingRegistry(entities);
        (_listener, var discovery) = Bind(options);
        _workers = [.. entities.SelectMany(entity => entity.Nodes.Select(node =>
            new NodeWorker(entity, node, options.NodeQueueCapacity, logger, _stopping.Token)))];
        _physical = _workers.ToFrozenDictionary(worker => worker.Node.LogicalAddress);
        _functional = _workers
            .SelectMany(worker => worker.Node.FunctionalAddresses.Select(address => (Address: address, Worker: worker)))
            .GroupBy(pair => pair.Address, pair => pair.Worker)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _responder = new UdpResponder(discovery, entities, Registry, options, logger, _stopping.Token);
        _accepting = AcceptAsync();
        _announcing = AnnounceAtStartAsync();
    }

    /// <summary>The entities served.</summary>
    public IReadOnlyList<DoIpEntity> Entities { get; }

    /// <summary>Where testers connect; holds the port that was taken when the options ask for any.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Where identification requests are answered.</summary>
    public IPEndPoint DiscoveryEndPoint => _responder.LocalEndPoint;

    /// <summary>Open TCP connections, activated or not.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    internal RoutingRegistry Registry { get; }

    /// <summary>Opens the sockets and serves from then on.</summary>
    /// <param name="entities">One or more entities whose ECUs have different logical addresses.</param>
    /// <param name="options">Sockets, timers and limits; null takes the defaults.</param>
    /// <param name="timeProvider">Clock for timers and timestamps; null takes the system's.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    /// <exception cref="ArgumentException">There is no entity, or two ECUs have the same logical address.</exception>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    public static DoIpServer Start(
        IEnumerable<DoIpEntity> entities,
        DoIpServerOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(entities);
        DoIpEntity[] all = [.. entities];
        if (all.Length == 0)
        {
            throw new ArgumentException("A server needs at least one entity.", nameof(entities));
        }

        var duplicate = all.SelectMany(entity => entity.Nodes).GroupBy(node => node.LogicalAddress).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
        {
            throw new ArgumentException($"Two ECUs have the logical address 0x{duplicate.Key:X4}.", nameof(entities));
        }

        var server = new DoIpServer(all, options ?? new DoIpServerOptions(), timeProvider ?? TimeProvider.System, logger ?? NullLogger.Instance);
        Log.ServerStarted(server._logger, all.Length, server._workers.Length, server.EndPoint);
        return server;
    }

    /// <summary>Announces the entities that are online, once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask AnnounceAsync(CancellationToken cancellationToken) => _responder.AnnounceAsync(cancellationToken);

    /// <summary>Closes TCP connections without a word, as a restart or a pulled plug does. Testers may connect again.</summary>
    /// <param name="entity">The entity whose testers are cut off; null for all connections.</param>
    public void CloseConnections(DoIpEntity? entity = null)
    {
        DoIpServerConnection[] connections;
        lock (_gate)
        {
            connections = [.. _connections.Keys.Where(connection => entity is null || connection.Registration?.Entity == entity)];
        }

        foreach (var connection in connections)
        {
            connection.Close();
        }
    }

    /// <summary>Closes sockets and connections, and waits for the ECUs to finish what they are at.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] connections;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            connections = [.. _connections.Values];
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        CloseConnections();
        await Task.WhenAll(connections).ConfigureAwait(false);
        await Task.WhenAll(_accepting, _announcing).ConfigureAwait(false);
        await _responder.StopAsync().ConfigureAwait(false);
        await Task.WhenAll(_workers.Select(worker => worker.StopAsync())).ConfigureAwait(false);
        _stopping.Dispose();
        Log.ServerStopped(_logger, Entities.Count);
    }

    /// <summary>Finds the ECUs of a message and queues it.</summary>
    /// <returns>Null when at least one ECU took it over, else the code to refuse it with.</returns>
    internal DiagnosticMessageNegativeAcknowledgementCode? Dispatch(
        DoIpServerConnection connection,
        in DiagnosticMessage message,
        long completed,
        Task acknowledged)
    {
        if (_physical.TryGetValue(message.TargetAddress, out var one))
        {
            return Offer(one, connection, message, false, completed, acknowledged);
        }

        var code = DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress;
        var accepted = false;
        foreach (var worker in _functional.GetValueOrDefault(message.TargetAddress, []))
        {
            if (Offer(worker, connection, message, true, completed, acknowledged) is { } refusal)
            {
                code = refusal;
            }
            else
            {
                accepted = true;
            }
        }

        return accepted ? null : code;
    }

    private static DiagnosticMessageNegativeAcknowledgementCode? Offer(
        NodeWorker worker,
        DoIpServerConnection connection,
        in DiagnosticMessage message,
        bool isFunctional,
        long completed,
        Task acknowledged)
    {
        if (!worker.Entity.IsOnline)
        {
            return DiagnosticMessageNegativeAcknowledgementCode.UnknownTargetAddress;
        }

        if (message.UserData.Length > worker.Entity.Options.MaxDataSize)
        {
            return DiagnosticMessageNegativeAcknowledgementCode.DiagnosticMessageTooLarge;
        }

        var request = new DoIpNodeRequest(connection, worker.Node.LogicalAddress, message, isFunctional, completed, acknowledged);
        if (worker.Node.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        return worker.TryEnqueue(request) ? null : DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory;
    }

    // A port of the system's choice must be free for TCP and UDP alike, so UDP may need another try.
    private static (Socket Listener, Socket Discovery) Bind(DoIpServerOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            Socket? discovery = null;
            try
            {
                listener.Bind(new IPEndPoint(options.Address, options.Port));
                listener.Listen();
                var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
                var address = options.DiscoveryAddress ?? options.Address;
                discovery = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                discovery.EnableBroadcast = address.AddressFamily == AddressFamily.InterNetwork;

                // A tester on the same machine listens for announcements on this port too. The TCP socket stays exclusive, so
                // that a second server at the same address is still refused.
                discovery.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                discovery.Bind(new IPEndPoint(address, port));
                return (listener, discovery);
            }
            catch (SocketException) when (options.Port == 0 && discovery is not null && attempt < PortAttempts)
            {
                listener.Dispose();
                discovery.Dispose();
            }
            catch
            {
                listener.Dispose();
                discovery?.Dispose();
                throw;
            }
        }
    }

    private async Task AcceptAsync()
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Serve(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A connection that died in the queue, or no more handles. The listener lives, and a pause keeps the loop from spinning.
                Log.ServerSocketFailed(_logger, e, EndPoint);
                await Task.Delay(AcceptPause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Serve(Socket socket)
    {
        socket.NoDelay = true;
        DoIpServerConnection connection;
        lock (_gate)
        {
            if (_disposed || _connections.Count >= _options.MaxConnections)
            {
                socket.Dispose();
                return;
            }

            connection = new DoIpServerConnection(this, socket, _options, _time, _logger);
            _connections.Add(connection, Task.Run(() => ServeAsync(connection), CancellationToken.None));
        }
    }

    private async Task ServeAsync(DoIpServerConnection connection)
    {
        try
        {
            await connection.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
            }
        }
    }

    private async Task AnnounceAtStartAsync()
    {
        try
        {
            for (var i = 0; i < _options.AnnouncementCount; i++)
            {
                if (i > 0)
                {
                    await Task.Delay(_options.AnnouncementInterval, _time, _stopping.Token).ConfigureAwait(false);
                }

                await _responder.AnnounceAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped before all announcements were sent.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ServerStarted, LogLevel.Information, "Started {Entities} DoIP entities with {Nodes} ECUs at {Endpoint}")]
        public static partial void ServerStarted(ILogger logger, int entities, int nodes, IPEndPoint endpoint);

        [LoggerMessage(EventIds.ServerStopped, LogLevel.Information, "Stopped {Entities} DoIP entities")]
        public static partial void ServerStopped(ILogger logger, int entities);

        [LoggerMessage(EventIds.ServerSocketFailed, LogLevel.Warning, "Accepting a connection at {Endpoint} failed")]
        public static partial void ServerSocketFailed(ILogger logger, Exception exception, IPEndPoint endpoint);
    }
}
