using Modular.Hosting.Administration;
using Modular.Hosting.Capabilities;
using Modular.Hosting.Configuration;
using Modular.Hosting.Health;
using Modular.Hosting.Http;
using Modular.Hosting.Logging;
using Modular.Hosting.OpenApi;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Plugins.Loading;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Security;
using Modular.Sdk.Logging;
using Modular.Sdk.Security;

namespace Modular.Hosting.Server;

/// <summary>Everything that hosts plugins, put together by hand; opens no port.</summary>
internal sealed class PluginRuntime : IAsyncDisposable
{
    private static readonly TimeSpan LogSinkBudget = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Capability<IAuthenticator> _authenticators;
    private readonly Capability<ILogSink> _logSinks;
    private readonly LogSinkQueue _logQueue;

    /// <summary>Puts the parts together. Nothing of a plugin runs yet.</summary>
    /// <param name="catalog">The plugins; a part of the catalog to load some alone.</param>
    /// <param name="layers">The operator's configuration, lowest precedence first, the command line last.</param>
    /// <param name="settings">The host's own settings.</param>
    /// <param name="loggerFactory">Owned by the caller; gets the provider that feeds the plugins' log sinks.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="embedding">What an embedding program puts in the place of the real thing.</param>
    public PluginRuntime(
        PluginCatalog catalog,
        IReadOnlyList<ConfigurationLayer> layers,
        HostSettings settings,
        ILoggerFactory loggerFactory,
        TimeProvider timeProvider,
        Embedding? embedding = null)
    {
        Catalog = catalog;
        Settings = settings;
        LoggerFactory = loggerFactory;
        TimeProvider = timeProvider;
        Configuration = new LayeredConfiguration(
            catalog.Packages.Select(static package => KeyValuePair.Create(package.Manifest.Id, package.Defaults)), layers);
        ConfigurationStatus = new ConfigurationStatus(timeProvider, loggerFactory.CreateLogger<ConfigurationStatus>());
        Broker = new CapabilityBroker();
        Embedding = embedding;
        embedding?.Publish(Broker);
        Faults = new FaultIsolation(settings, Metrics, timeProvider, loggerFactory);
        _authenticators = new Capability<IAuthenticator>(Broker, loggerFactory);
        _logSinks = new Capability<ILogSink>(Broker, loggerFactory);
        _logQueue = new LogSinkQueue(_logSinks, loggerFactory.CreateLogger<LogSinkQueue>(), timeProvider, Faults.Monitor);
        var levels = new CategoryLevels(settings.LogLevel ?? LogLevel.Information, settings.LogLevels);
        loggerFactory.AddProvider(new LogSinkLoggerProvider(_logQueue, levels, timeProvider));
        OpenApi = new OpenApiDocument(loggerFactory.CreateLogger<OpenApiDocument>());
        var authentication = new CallerAuthentication(_authenticators, Faults, timeProvider, loggerFactory.CreateLogger<CallerAuthentication>());
        Endpoints = new PluginEndpointDataSource(new PluginRequestHandler(
            authentication,
            new WatchedHandler(Faults.Calls, settings.RequestTimeout),
            Faults.Monitor,
            loggerFactory.CreateLogger<PluginRequestHandler>()));
        var shared = SharedAssemblies.Create();
        Exceptions = new EscapedExceptions(new PluginAttribution(shared), Faults, timeProvider, loggerFactory.CreateLogger<EscapedExceptions>());
        Loader = new PluginLoader(new PluginEnvironment(
            shared,
            Configuration,
            new HostFacts(settings.InsecureDevelopment, _stopping.Token),
            Broker,
            loggerFactory,
            embedding?.PluginTime ?? timeProvider,
            settings.DataPath,
            Faults,
            ConfigurationStatus));
        Supervisor = new PluginSupervisor(
            catalog,
            Faults,
            settings.DisabledPlugins,
            Loader,
            new PluginPublisher(Broker, Endpoints, OpenApi, new VersionRecorder(new VersionLedger(settings.DataPath), loggerFactory.CreateLogger<VersionRecorder>())),
            catalog.Discovery,
            Metrics,
            timeProvider,
            loggerFactory.CreateLogger<PluginSupervisor>());
        Administration = new PluginAdministration(Supervisor, authentication, loggerFactory.CreateLogger<PluginAdministration>());
        Faults.Safety.Watch(() => Supervisor.Slots.Select(static slot => slot.Status));
        Metrics.ObserveSafeState(() => Faults.Safety.IsSafeState);
        Metrics.Observe(() => Supervisor.Slots.Select(static slot => slot.Status));
        Health = new HealthService(Supervisor, Faults, ConfigurationStatus, timeProvider);
    }

    /// <summary>What an embedding program brings; null in the product.</summary>
    public Embedding? Embedding { get; }

    public PluginCatalog Catalog { get; }

    public HostSettings Settings { get; }

    public ILoggerFactory LoggerFactory { get; }

    public TimeProvider TimeProvider { get; }

    public LayeredConfiguration Configuration { get; }

    /// <summary>Whether the last change of the configuration holds.</summary>
    public ConfigurationStatus ConfigurationStatus { get; }

    public CapabilityBroker Broker { get; }

    public PluginEndpointDataSource Endpoints { get; }

    public OpenApiDocument OpenApi { get; }

    public PluginLoader Loader { get; }

    public FaultIsolation Faults { get; }

    /// <summary>Decides about exceptions that leave a plugin's threads; whoever owns the process asks it.</summary>
    public EscapedExceptions Exceptions { get; }

    public PluginSupervisor Supervisor { get; }

    public PluginAdministration Administration { get; }

    public HealthService Health { get; }

    public PluginMetrics Metrics { get; } = new();

    /// <summary>Tells plugins that the host begins to stop.</summary>
    public async Task AnnounceStopAsync()
    {
        try
        {
            await _stopping.CancelAsync();
        }
        catch (AggregateException exception)
        {
            // Of handlers that plugins registered with the token; the others were called all the same.
            Exceptions.Observe(exception);
        }
    }

    /// <summary>Lets log sinks that are published now have what is logged from now on.</summary>
    public void RefreshLogSinks() => _logQueue.Refresh();

    /// <summary>Waits until the plugins' log sinks have what was logged before.</summary>
    /// <param name="budget">After this it returns all the same.</param>
    public Task FlushLogAsync(TimeSpan budget) => _logQueue.FlushAsync(budget);

    /// <summary>Stops all plugins.</summary>
    /// <param name="budget">For all of them together.</param>
    public async Task StopAsync(TimeSpan budget)
    {
        // Handlers of the announcement are code of plugins; none of them may hold up the others.
        _ = Task.Run(AnnounceStopAsync);

        // A sink is a plugin and about to stop: what led to the stop should still reach it.
        await _logQueue.FlushAsync(LogSinkBudget);
        await Supervisor.StopAsync(budget);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _logQueue.DisposeAsync();
        _logSinks.Dispose();
        _authenticators.Dispose();
        Endpoints.Dispose();
        Metrics.Dispose();
        Supervisor.Dispose();
        Faults.Dispose();
        Configuration.Dispose();
        _stopping.Dispose();
    }
}
