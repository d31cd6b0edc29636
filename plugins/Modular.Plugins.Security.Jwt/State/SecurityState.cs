using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Keys;
using Modular.Plugins.Security.Jwt.Keys.Remote;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Security.Jwt.State;

/// <summary>
/// Holds what decisions are made from, and replaces it as a whole when options, key files or fetched keys change. What is
/// invalid is told and changes nothing. Safe for concurrent use.
/// </summary>
internal sealed partial class SecurityState : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly IOptionsFactory<JwtOptions> _factory;
    private readonly IConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILogger<SecurityState> _logger;
    private readonly Lock _gate = new();
    private volatile SecuritySnapshot _current;
    private RemoteKeySource? _remote;
    private ITimer? _fileTimer;
    private IDisposable? _optionsChange;
    private string _stamps;
    private bool _isStopped;

    /// <summary>Reads options and key files.</summary>
    /// <param name="factory">Makes the options of section <c>Jwt</c>.</param>
    /// <param name="context">Tells when the configuration changed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what changed.</param>
    /// <exception cref="OptionsValidationException">The options or a key file are wrong.</exception>
    public SecurityState(IOptionsFactory<JwtOptions> factory, IPluginContext context, TimeProvider time, ILogger<SecurityState> logger)
    {
        _factory = factory;
        _configuration = context.Configuration;
        _time = time;
        _logger = logger;
        var options = factory.Create(Options.DefaultName);
        _stamps = KeyFileStamps.Read(options);
        var mistakes = new List<string>();
        var files = KeyRing.Load(options, mistakes);
        if (mistakes.Count > 0)
        {
            files.Dispose();
            throw new OptionsValidationException(JwtOptions.SectionName, typeof(JwtOptions), mistakes);
        }

        _current = new SecuritySnapshot(options, files, []);
        _remote = CreateRemote(options);
    }

    /// <summary>What counts now.</summary>
    public SecuritySnapshot Current => _current;

    /// <summary>Why the last reload was refused, or null.</summary>
    public string? ReloadFailure { get; private set; }

    /// <summary>Why keys could not be fetched, or null.</summary>
    public string? RemoteFailure => _remote?.Failure;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _ = _remote?.Begin();
            var interval = TimeSpan.FromSeconds(_current.Options.ReloadSeconds);
            _fileTimer = _time.CreateTimer(static state => ((SecurityState)state!).CheckFiles(), this, interval, interval);
            _optionsChange = ChangeToken.OnChange(_configuration.GetReloadToken, ReloadOptions);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <summary>Asks the issuer for its keys because a token fits none that are known.</summary>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>What counts afterwards; the same as before when nothing was asked or nothing changed.</returns>
    public async ValueTask<SecuritySnapshot> RefreshKeysAsync(CancellationToken cancellationToken)
    {
        if (_remote is { } remote)
        {
            await remote.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return _current;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        RemoteKeySource? remote;
        lock (_gate)
        {
            remote = Stop();
        }

        if (remote is not null)
        {
            await remote.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            // A container that is disposed of synchronously does not wait for a fetch; it ends by itself.
            _ = Stop()?.DisposeAsync().AsTask();
        }
    }

    private RemoteKeySource? Stop()
    {
        _isStopped = true;
        _optionsChange?.Dispose();
        _optionsChange = null;
        _fileTimer?.Dispose();
        _fileTimer = null;
        return Interlocked.Exchange(ref _remote, null);
    }

    private RemoteKeySource? CreateRemote(JwtOptions options) =>
        options.RemoteAddress is null ? null : new RemoteKeySource(options, _time, _logger, TakeRemoteKeys);

    private void TakeRemoteKeys()
    {
        lock (_gate)
        {
            if (!_isStopped && _remote is { } remote)
            {
                _current = new SecuritySnapshot(_current.Options, _current.Files, remote.Keys);
            }
        }
    }

    private void CheckFiles()
    {
        lock (_gate)
        {
            var stamps = KeyFileStamps.Read(_current.Options);
            if (!_isStopped && stamps != _stamps)
            {
                // A file that is still being written fails here and has another stamp when it is whole.
                _stamps = stamps;
                Apply(_current.Options, _remote);
            }
        }
    }

    private void ReloadOptions()
    {
        RemoteKeySource? retired = null;
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            JwtOptions options;
            try
            {
                options = _factory.Create(Options.DefaultName);
            }
            catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
            {
                Refuse(exception is OptionsValidationException invalid ? invalid.Failures : [exception.Message]);
                return;
            }

            var keepsRemote = options.HasSameRemote(_current.Options);
            var remote = keepsRemote ? _remote : CreateRemote(options);
            if (!Apply(options, remote))
            {
                retired = keepsRemote ? null : remote;
            }
            else if (!keepsRemote)
            {
                retired = _remote;
                _remote = remote;
                _ = remote?.Begin();
            }

            _stamps = KeyFileStamps.Read(_current.Options);
            var interval = TimeSpan.FromSeconds(_current.Options.ReloadSeconds);
            _fileTimer?.Change(interval, interval);
        }

        // Ends by itself: a fetch under way is cancelled, and nothing waits for it.
        _ = retired?.DisposeAsync().AsTask();
    }

    private bool Apply(JwtOptions options, RemoteKeySource? remote)
    {
        var mistakes = new List<string>();
        var files = KeyRing.Load(options, mistakes);
        if (mistakes.Count > 0)
        {
            files.Dispose();
            Refuse(mistakes);
            return false;
        }

        // The keys before are left to the collector: a verification may be using them.
        _current = new SecuritySnapshot(options, files, remote?.Keys ?? []);
        ReloadFailure = null;
        Log.Reloaded(_logger, _current.Keys.Count);
        return true;
    }

    private void Refuse(IEnumerable<string> mistakes)
    {
        ReloadFailure = string.Join(' ', mistakes);
        Log.NotReloaded(_logger, ReloadFailure);
    }

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Information, "Reloaded options and keys: tokens are verified with {Count} keys")]
        public static partial void Reloaded(ILogger logger, int count);

        [LoggerMessage(5302, LogLevel.Error, "What was changed is not used, what was loaded before stays: {Mistakes}")]
        public static partial void NotReloaded(ILogger logger, string mistakes);
    }
}
