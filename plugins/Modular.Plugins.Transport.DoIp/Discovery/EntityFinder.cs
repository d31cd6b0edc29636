using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Discovery;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Plugins.Transport.DoIp.Events;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Discovery;

/// <summary>
/// Knows the entities of the vehicle: asks for them when it starts and when an unknown one is wanted, and hears those
/// that announce themselves.
/// </summary>
internal sealed partial class EntityFinder : IDisposable
{
    // An entity announces itself three times within a second or two (A_DoIP_Announce_Num); that is one event.
    private static readonly TimeSpan AnnouncementBurst = TimeSpan.FromSeconds(2);

    private readonly DoIpSettings _settings;
    private readonly TransportEventHub _events;
    private readonly DoIpHealth _health;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DoIpDiscovery _discovery;
    private readonly ConcurrentDictionary<ushort, TaskCompletionSource> _wanted = new();
    private readonly TaskCompletionSource _firstSearch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task<IReadOnlyList<DiscoveredEntity>> _search = Task.FromResult<IReadOnlyList<DiscoveredEntity>>([]);
    private long? _searchedAt;
    private bool _isStarted;
    private Task _background = Task.CompletedTask;

    /// <summary>Creates the finder. Nothing is asked before it starts.</summary>
    public EntityFinder(DoIpSettings settings, TransportEventHub events, DoIpHealth health, TimeProvider time, ILogger<EntityFinder> logger)
    {
        _settings = settings;
        _events = events;
        _health = health;
        _time = time;
        _logger = logger;
        _discovery = new DoIpDiscovery(settings.Search, time, logger);
    }

    /// <summary>The entities found so far.</summary>
    public EntityTable Entities { get; } = new();

    /// <summary>Waits until somebody wants something.</summary>
    public void Defer() => _health.Deferred(true);

    /// <summary>Starts the first search and listens for announcements, once.</summary>
    public void EnsureStarted()
    {
        lock (_gate)
        {
            if (_isStarted || _stop.IsCancellationRequested)
            {
                return;
            }

            _isStarted = true;
        }

        _health.Deferred(false);
        if (!_settings.Options.Discovery.Enabled)
        {
            LogDisabled();
            _health.SearchEnded(null);
            _firstSearch.TrySetResult();
            return;
        }

        var token = _stop.Token;
        _background = Task.WhenAll(
            Task.Run(() => SearchUntilDoneAsync(token), CancellationToken.None),
            Task.Run(() => _settings.Options.Discovery.Listen ? ListenAsync(token) : Task.CompletedTask, CancellationToken.None));
    }

    /// <summary>Ends searching and listening.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task search;
        lock (_gate)
        {
            search = _search;
        }

        await search.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>Asks for all entities once; who asks while a search runs shares it.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The entities that answered.</returns>
    /// <exception cref="LinkException">The socket cannot be had.</exception>
    public async Task<IReadOnlyList<DiscoveredEntity>> SearchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ShareSearch(TimeSpan.Zero).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new LinkException(LinkFailure.ConnectFailed, Describe(exception), exception);
        }
    }

    /// <summary>Finds an entity, by asking for it if it is not known and was not asked for just now.</summary>
    /// <param name="logicalAddress">Its logical address.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The entity, or null when none with this address answers.</returns>
    public async ValueTask<DiscoveredEntity?> FindAsync(ushort logicalAddress, CancellationToken cancellationToken)
    {
        if (Entities.Find(logicalAddress) is { } known)
        {
            return known;
        }

        EnsureStarted();

        var wanted = _wanted.GetOrAdd(logicalAddress, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Task.WhenAny(_firstSearch.Task, wanted.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Entities.Find(logicalAddress) is { } found || !_settings.Options.Discovery.Enabled)
        {
            return Entities.Find(logicalAddress);
        }

        // Its failure is reported by health; here the entity is just not found.
        var search = ShareSearch(_settings.Options.Discovery.MinInterval);
        await Task.WhenAny(search, wanted.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Entities.Find(logicalAddress);
    }

    private Task<IReadOnlyList<DiscoveredEntity>> ShareSearch(TimeSpan minInterval)
    {
        lock (_gate)
        {
            var isRecent = _searchedAt is { } last && _time.GetElapsedTime(last) < minInterval;
            if (_search.IsCompleted && !isRecent && !_stop.IsCancellationRequested)
            {
                _searchedAt = _time.GetTimestamp();
                _search = Task.Run(() => SearchOnceAsync(_stop.Token), CancellationToken.None);
            }

            return _search;
        }
    }

    private async Task<IReadOnlyList<DiscoveredEntity>> SearchOnceAsync(CancellationToken cancellationToken)
    {
        var answered = new List<DiscoveredEntity>();
        try
        {
            await foreach (var entity in _discovery.DiscoverStreamAsync(default, cancellationToken).ConfigureAwait(false))
            {
                // Answers of entities that were known before are no news: else each search for one gateway would have all
                // ECUs of the vehicle asked for their variant.
                Accept(entity, isNews: false);
                answered.Add(entity);
            }

            _health.SearchEnded(null);
            return answered;
        }
        catch (SocketException exception)
        {
            _health.SearchEnded(Describe(exception));
            throw;
        }
    }

    private async Task SearchUntilDoneAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ShareSearch(TimeSpan.Zero).WaitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SocketException exception)
            {
                LogSearchFailed(Describe(exception), _settings.Options.Discovery.RetryDelay.TotalSeconds);
            }
            finally
            {
                // Requests do not wait for an interface that may never come up.
                _firstSearch.TrySetResult();
            }

            await Task.Delay(_settings.Options.Discovery.RetryDelay, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        string? reported = null;
        while (true)
        {
            try
            {
                using var listener = DoIpAnnouncementListener.Start(_settings.Search, timeProvider: _time);
                _health.ListenerChanged(null);
                reported = null;
                LogListening(listener.LocalEndPoint.ToString());
                await ListenAsync(listener, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception)
            {
                var reason = $"Announcements cannot be heard on UDP port {_settings.Search.Port}: {exception.Message}.";
                _health.ListenerChanged(reason);
                if (reported != reason)
                {
                    // Once, not at every try: the port may belong to another program for as long as both run.
                    reported = reason;
                    LogListeningFailed(reason, _settings.Options.Discovery.RetryDelay.TotalSeconds);
                }
            }

            await Task.Delay(_settings.Options.Discovery.RetryDelay, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(DoIpAnnouncementListener listener, CancellationToken cancellationToken)
    {
        var announcedAt = new Dictionary<ushort, long>();
        await foreach (var entity in listener.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var address = entity.Announcement.LogicalAddress;
            var isRepeated = announcedAt.TryGetValue(address, out var last) && _time.GetElapsedTime(last) < AnnouncementBurst;
            if (!isRepeated)
            {
                // 65 536 addresses bound it.
                announcedAt[address] = _time.GetTimestamp();
            }

            Accept(entity, isNews: !isRepeated);
        }
    }

    private void Accept(DiscoveredEntity entity, bool isNews)
    {
        var address = entity.Announcement.LogicalAddress;
        var hasChanged = Entities.Put(entity);
        if (_wanted.TryRemove(address, out var wanted))
        {
            wanted.TrySetResult();
        }

        if (isNews || hasChanged)
        {
            LogFound(address, entity.EndPoint.ToString());
            _events.Publish(new TransportEvent(TransportEventKind.NodeDiscovered, address, entity.EndPoint.Address.ToString()));
        }
    }

    private string Describe(SocketException exception) =>
        $"No entity can be asked for from {_settings.TesterAddress?.ToString() ?? "any address"}: {exception.Message}.";

    [LoggerMessage(6100, LogLevel.Information, "Discovery of DoIP entities is switched off")]
    private partial void LogDisabled();

    [LoggerMessage(6101, LogLevel.Information, "Found entity 0x{Address:X4} at {EndPoint}")]
    private partial void LogFound(ushort address, string endPoint);

    [LoggerMessage(6102, LogLevel.Information, "Listening for announcements on {EndPoint}")]
    private partial void LogListening(string endPoint);

    [LoggerMessage(6103, LogLevel.Warning, "{Reason} Entities are found by asking only; trying again every {Delay} s")]
    private partial void LogListeningFailed(string reason, double delay);

    [LoggerMessage(6104, LogLevel.Error, "{Reason} Trying again in {Delay} s")]
    private partial void LogSearchFailed(string reason, double delay);
}
