using System.Diagnostics.CodeAnalysis;
using Modular.Hosting.Administration;
using Modular.Hosting.Configuration;
using Modular.Hosting.Http;
using Modular.Hosting.Logging;

namespace Modular.Hosting.Server;

/// <summary>The running server: HTTP in front, plugins behind.</summary>
internal sealed partial class ModularServer : IAsyncDisposable
{
    private static readonly TimeSpan RequestBudget = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PluginBudget = TimeSpan.FromSeconds(3);

    private readonly HttpServer _http;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _starting = new();

    public ModularServer(PluginRuntime runtime)
    {
        Runtime = runtime;
        _http = HttpServer.Create(runtime);
        _logger = runtime.LoggerFactory.CreateLogger<ModularServer>();
    }

    public PluginRuntime Runtime { get; }

    /// <summary>Looks for new versions; null unless the operator asked for it and plugins were started.</summary>
    public PluginFolderWatcher? Watcher { get; private set; }

    /// <summary>Takes changes of the configuration file over; null unless the operator asked for it and plugins were started.</summary>
    public ConfigurationFileWatcher? ConfigurationWatcher { get; private set; }

    /// <summary>First address the server listens on.</summary>
    public string Address => _http.Addresses[0];

    /// <summary>Listens, so that health can be asked for while plugins start.</summary>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _http.StartAsync(cancellationToken);
        Runtime.Faults.Marks.Claim();
        LogListening(ProductVersion.Text, string.Join(", ", _http.Addresses));
        if (Runtime.Settings.InsecureDevelopment)
        {
            LogInsecure();
        }

        foreach (var folder in Runtime.Catalog.Shadowed)
        {
            LogShadowed(folder);
        }
    }

    /// <summary>Starts the plugins and returns when each of them runs or is known not to.</summary>
    public async Task StartPluginsAsync(CancellationToken cancellationToken)
    {
        var begin = Runtime.TimeProvider.GetTimestamp();
        using var registration = cancellationToken.Register(static state => ((CancellationTokenSource)state!).Cancel(), _starting);
        await Runtime.Supervisor.StartAsync(_starting.Token);
        if (Runtime.Supervisor.IsStarted)
        {
            if (Runtime.Settings.WatchPlugins)
            {
                Watch();
            }

            if (Runtime.Settings is { WatchConfiguration: true, ConfigurationFile: { } file })
            {
                WatchConfiguration(file);
            }

            // Sinks hear of the log a moment after they run; what is said next must not be lost to them.
            Runtime.RefreshLogSinks();
            foreach (var idle in Runtime.Endpoints.FindIdleOverrides())
            {
                LogIdleOverride(idle.Generation.Identity.Id, idle.Route.Key);
            }

            var running = Runtime.Supervisor.RunningGenerations().Count();
            LogStarted(running, Runtime.Supervisor.Slots.Count(), Runtime.TimeProvider.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    /// <summary>Stops requests, then plugins, within five seconds altogether.</summary>
    public async Task StopAsync()
    {
        LogStopping();
        await _starting.CancelAsync();
        await _http.StopAsync(RequestBudget);
        var watching = Watcher?.DisposeAsync().AsTask() ?? Task.CompletedTask;
        await Runtime.StopAsync(PluginBudget);
        await watching;
        await (ConfigurationWatcher?.DisposeAsync() ?? default);
        LogStopped();
    }

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2213", Justification = "The runtime belongs to whoever made it.")]
    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        _starting.Dispose();
    }

    private void WatchConfiguration(string file)
    {
        try
        {
            ConfigurationWatcher = new ConfigurationFileWatcher(
                new ConfigurationReload(
                    file, Runtime.Configuration, () => Runtime.Supervisor.RunningGenerations().Select(static generation => generation.Package), Runtime.ConfigurationStatus),
                Runtime.TimeProvider);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            LogNotWatching(file, exception.Message);
        }
    }

    private void Watch()
    {
        try
        {
            Watcher = new PluginFolderWatcher(
                Runtime.Supervisor, Runtime.Catalog, Runtime.TimeProvider, Runtime.LoggerFactory.CreateLogger<PluginFolderWatcher>());
        }
        catch (IOException exception)
        {
            // The system has a limit of watched folders; the server is as good without.
            LogNotWatching(Runtime.Catalog.Root, exception.Message);
        }
    }

    [LoggerMessage(EventIds.NotWatching, LogLevel.Error, "Cannot watch {Folder} for changes: {Reason}")]
    private partial void LogNotWatching(string folder, string reason);

    [LoggerMessage(EventIds.OverrideIdle, LogLevel.Warning, "Plugin {Plugin} lies over {Route}, which no running plugin maps; nothing is served there")]
    private partial void LogIdleOverride(string plugin, string route);

    [LoggerMessage(EventIds.Listening, LogLevel.Information, "Modular {Version} listens on {Addresses}")]
    private partial void LogListening(string version, string addresses);

    [LoggerMessage(EventIds.PluginsStarted, LogLevel.Information, "Started {Running} of {Count} plugins in {DurationMs:0} ms")]
    private partial void LogStarted(int running, int count, double durationMs);

    [LoggerMessage(EventIds.InsecureDevelopment, LogLevel.Warning, "Development mode: credentials may be accepted unverified. Never use --insecure-dev near a vehicle that matters")]
    private partial void LogInsecure();

    [LoggerMessage(EventIds.PluginShadowed, LogLevel.Warning, "The plugin in {Folder} is not loaded: an earlier plugin folder has one of the same identifier")]
    private partial void LogShadowed(string folder);

    [LoggerMessage(EventIds.Stopping, LogLevel.Information, "Stopping")]
    private partial void LogStopping();

    [LoggerMessage(EventIds.Stopped, LogLevel.Information, "Stopped")]
    private partial void LogStopped();
}
