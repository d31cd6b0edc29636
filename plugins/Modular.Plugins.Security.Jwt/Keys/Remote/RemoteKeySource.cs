using Microsoft.Extensions.Logging;
using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Keys.Remote;

/// <summary>
/// Keeps the keys of a URL fresh: fetches in the background, again after their cache lifetime, and when a token names a
/// key that is not known, but not too often. Keys that were fetched stay until better ones come. Safe for concurrent use.
/// </summary>
internal sealed partial class RemoteKeySource : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private readonly JwtOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _changed;
    private readonly RemoteKeyReader _reader;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Task? _running;
    private long _attemptedAt;
    private bool _hasAttempted;
    private int _failures;
    private bool _isDisposed;

    /// <summary>Prepares fetching.</summary>
    /// <param name="options">Section <c>Jwt</c>, validated, with a remote address.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what went wrong.</param>
    /// <param name="changed">Called when other keys came; must not throw.</param>
    public RemoteKeySource(JwtOptions options, TimeProvider time, ILogger logger, Action changed)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _changed = changed;
        _reader = new RemoteKeyReader(options);
        _timer = time.CreateTimer(static state => _ = ((RemoteKeySource)state!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The keys fetched last; empty before the first success.</summary>
    public IReadOnlyList<VerificationKey> Keys { get; private set; } = [];

    /// <summary>Why the last fetch failed, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Fetches, unless it is being done already.</summary>
    /// <returns>The fetch; it never fails, its outcome is in <see cref="Failure"/>.</returns>
    public Task Begin()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return Task.CompletedTask;
            }

            // Task.Run, for a request must not carry its context into what outlives it.
            return _running ??= Task.Run(FetchAsync, CancellationToken.None);
        }
    }

    /// <summary>Fetches because a token names a key that is not known, at most once in <c>JwksUnknownKeySeconds</c>.</summary>
    /// <param name="cancellationToken">The request was aborted; the fetch goes on.</param>
    /// <returns>False when it was done too recently.</returns>
    public async ValueTask<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        Task task;
        lock (_gate)
        {
            if (_running is null && _hasAttempted && _time.GetElapsedTime(_attemptedAt) < TimeSpan.FromSeconds(_options.JwksUnknownKeySeconds))
            {
                return false;
            }

            task = Begin();
        }

        await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            running = _running;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await (running ?? Task.CompletedTask).ConfigureAwait(false);
        _reader.Dispose();
        _stopping.Dispose();
    }

    private async Task FetchAsync()
    {
        var isChanged = false;
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_options.JwksTimeoutSeconds), _time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
            try
            {
                var keys = await _reader.ReadAsync(ending.Token).ConfigureAwait(false);
                Log.Fetched(_logger, keys.Count, _reader.Address.GetLeftPart(UriPartial.Path));
                Keys = keys;
                Failure = null;
                isChanged = true;
            }
            catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
            {
                throw new RemoteKeysException($"{_reader.Address.GetLeftPart(UriPartial.Path)} did not answer within {_options.JwksTimeoutSeconds} s.");
            }
        }
        catch (RemoteKeysException exception)
        {
            // Flat text: nobody keeps an exception of a plugin.
            Failure = exception.Message;
            Log.NotFetched(_logger, exception.Message, Keys.Count);
        }
        catch (OperationCanceledException)
        {
            // The plugin stops.
        }
        finally
        {
            if (isChanged)
            {
                _changed();
            }

            Finish();
        }
    }

    private void Finish()
    {
        lock (_gate)
        {
            _running = null;
            _hasAttempted = true;
            _attemptedAt = _time.GetTimestamp();
            _failures = Failure is null ? 0 : Math.Min(_failures + 1, 16);
            if (!_isDisposed)
            {
                var lifetime = TimeSpan.FromSeconds(_options.JwksRefreshSeconds);
                var retry = TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Max(0, _failures - 1)));
                _timer.Change(_failures == 0 || retry > lifetime ? lifetime : retry, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Information, "Fetched {Count} keys from {Address}")]
        public static partial void Fetched(ILogger logger, int count, string address);

        [LoggerMessage(5202, LogLevel.Warning, "Could not fetch keys: {Reason} {Count} keys fetched before stay in use")]
        public static partial void NotFetched(ILogger logger, string reason, int count);
    }
}
