using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Discovery;
using Modular.DoIp.Tester;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Events;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>The connection to a gateway, which is looked for when it is needed first.</summary>
internal sealed class GatewayConnection : IAsyncDisposable
{
    private readonly DoIpEntityConnectionOptions _options;
    private readonly EntityFinder _finder;
    private readonly TransportEventHub _events;
    private readonly DoIpSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private DoIpEntityConnection? _entity;
    private Task _watch = Task.CompletedTask;
    private bool _wasConnected;
    private bool _disposed;

    /// <summary>Creates the connection; nothing is looked for yet.</summary>
    public GatewayConnection(
        GatewayKey key, DoIpEntityConnectionOptions options, EntityFinder finder, TransportEventHub events, DoIpSettings settings, TimeProvider time,
        ILoggerFactory loggers)
    {
        Key = key;
        _options = options;
        _finder = finder;
        _events = events;
        _settings = settings;
        _time = time;
        _logger = loggers.CreateLogger<DoIpEntityConnection>();
    }

    /// <summary>Whose connection it is.</summary>
    public GatewayKey Key { get; }

    /// <summary>Gets the connection, after finding the gateway where necessary. It may not be connected yet.</summary>
    /// <param name="name">Name of the link, for errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">No gateway with the address is known.</exception>
    public async ValueTask<DoIpEntityConnection> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _entity) is { } known)
        {
            // The entity may have moved to another address since the connection was made.
            if (known.State != DoIpConnectionState.Connected && _finder.Entities.Find(Key.Gateway) is { } moved && !moved.EndPoint.Equals(known.RemoteEndPoint))
            {
                known.RemoteEndPoint = moved.EndPoint;
            }

            return known;
        }

        var found = await _finder.FindAsync(Key.Gateway, cancellationToken).ConfigureAwait(false)
            ?? throw new LinkException(LinkFailure.NodeUnknown, DescribeUnknown(name));
        return Create(found);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        DoIpEntityConnection? entity;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            entity = _entity;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        if (entity is not null)
        {
            await entity.DisposeAsync().ConfigureAwait(false);
        }

        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private DoIpEntityConnection Create(DiscoveredEntity found)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw new LinkException(LinkFailure.Closed, $"The connection to {found.EndPoint} was closed.");
            }

            if (_entity is { } other)
            {
                return other;
            }

            var entity = new DoIpEntityConnection(
                found.EndPoint,
                _options with { Connection = _options.Connection with { ProtocolVersion = found.ProtocolVersion } },
                _time,
                _logger);
            entity.Occurred += OnOccurred;

            // Watching begins before anybody can connect, so that the first connection is seen.
            var changes = entity.WatchAsync(_stop.Token).GetAsyncEnumerator(CancellationToken.None);
            _watch = WatchAsync(entity, changes, changes.MoveNextAsync());
            Volatile.Write(ref _entity, entity);
            return entity;
        }
    }

    private async Task WatchAsync(
        DoIpEntityConnection entity, IAsyncEnumerator<DoIpConnectionStateChange> changes, ValueTask<bool> first)
    {
        await using (changes.ConfigureAwait(false))
        {
            for (var next = first; await next.ConfigureAwait(false); next = changes.MoveNextAsync())
            {
                Report(entity, changes.Current);
            }
        }
    }

    private void Report(DoIpEntityConnection entity, DoIpConnectionStateChange change)
    {
        switch (change.Current)
        {
            case DoIpConnectionState.Connected:
                Publish(entity, _wasConnected ? TransportEventKind.Recovered : TransportEventKind.Connected, null);
                _wasConnected = true;
                break;
            case DoIpConnectionState.Lost:
                Publish(entity, TransportEventKind.Lost, change.Reason?.Message);
                break;
            case DoIpConnectionState.Failed:
                Publish(entity, TransportEventKind.Failed, change.Reason?.Message);
                break;
        }

        if (change.Reason is { Failure: LinkFailure.ActivationRefused } refused)
        {
            Publish(entity, TransportEventKind.Refused, refused.Message);
        }
    }

    private void OnOccurred(object? sender, DoIpConnectionEvent occurred)
    {
        if (sender is DoIpEntityConnection entity && occurred.Kind == DoIpConnectionEventKind.StrayMessage)
        {
            Publish(entity, TransportEventKind.StrayMessage, "a message came that nobody waited for");
        }
    }

    private void Publish(DoIpEntityConnection entity, TransportEventKind kind, string? detail) =>
        _events.Publish(new TransportEvent(kind, Key.Gateway, AddressOf(entity.RemoteEndPoint), detail));

    private string DescribeUnknown(string name)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"0x{Key.Gateway:X4}");
        return _settings.Options.Discovery.Enabled
            ? $"{name} cannot be reached: no DoIP entity with the logical address {address} answers. Check that the vehicle is awake, that "
                + "UDP reaches it (DoIp:Discovery:Targets where broadcasts do not), and the gateway address of the ECU (CP_DoIPLogicalGatewayAddress)."
            : $"{name} cannot be reached: discovery is switched off (DoIp:Discovery:Enabled), so the DoIP entity {address} is not known.";
    }

    private static string AddressOf(EndPoint endpoint) => endpoint is IPEndPoint ip ? ip.Address.ToString() : endpoint.ToString()!;
}
