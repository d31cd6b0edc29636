using Microsoft.Extensions.Logging;
using Modular.DoIp.Tester;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Events;

namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>One connection per gateway, shared by all links to ECUs behind it. The last link closes it.</summary>
/// <param name="finder">Finds gateways.</param>
/// <param name="events">Takes what happens to connections.</param>
/// <param name="tap">Shows frames to those who look.</param>
/// <param name="settings">The configuration.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Logs of connections.</param>
internal sealed class GatewayConnections(
    EntityFinder finder, TransportEventHub events, FrameTap tap, DoIpSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GatewayKey, (GatewayConnection Connection, int Links)> _connections = [];

    /// <summary>Takes a share in the connection to a gateway.</summary>
    /// <param name="parameters">Which gateway; how, if nobody uses it yet.</param>
    /// <returns>The connection; given back by <see cref="ReleaseAsync"/>.</returns>
    public GatewayConnection Acquire(GatewayLinkParameters parameters)
    {
        var key = parameters.Gateway;
        lock (_gate)
        {
            var (connection, links) = _connections.TryGetValue(key, out var shared)
                ? shared
                : (new GatewayConnection(key, WithTap(parameters.Connection), finder, events, settings, time, loggers), 0);
            _connections[key] = (connection, links + 1);
            return connection;
        }
    }

    /// <summary>Gives a share back.</summary>
    /// <param name="connection">The connection.</param>
    public async ValueTask ReleaseAsync(GatewayConnection connection)
    {
        lock (_gate)
        {
            if (!_connections.TryGetValue(connection.Key, out var shared) || shared.Connection != connection)
            {
                return;
            }

            if (shared.Links > 1)
            {
                _connections[connection.Key] = (connection, shared.Links - 1);
                return;
            }

            _connections.Remove(connection.Key);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes all connections, whoever uses them.</summary>
    public async ValueTask CloseAsync()
    {
        GatewayConnection[] all;
        lock (_gate)
        {
            all = [.. _connections.Values.Select(shared => shared.Connection)];
            _connections.Clear();
        }

        foreach (var connection in all)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private DoIpEntityConnectionOptions WithTap(DoIpEntityConnectionOptions options) =>
        options with { Connection = options.Connection with { FrameTap = tap } };
}
