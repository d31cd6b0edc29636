using System.Diagnostics.CodeAnalysis;
using Modular.Hosting.Capabilities;
using Modular.Hosting.Http;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Loading;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>One load of a plugin: its load context, its parts, its container and who uses it.</summary>
/// <remarks>After <see cref="ReleaseAsync"/> it holds nothing of the plugin, however long stale references to it live.</remarks>
internal sealed class PluginGeneration : ICapabilityOwner
{
    private readonly List<IHostedService> _started = [];
    private readonly IDisposable _configuration;
    private PluginLoadContext? _loadContext;
    private PluginComposition? _composition;
    private ServiceProvider? _services;
    private PluginOfferings? _offerings;

    public PluginGeneration(
        PluginPackage package, PluginContext context, IDisposable configuration, PluginLoadContext loadContext, PluginComposition composition)
    {
        _configuration = configuration;
        Package = package;
        Context = context;
        LoadContextReference = new WeakReference(loadContext, trackResurrection: true);
        _loadContext = loadContext;
        _composition = composition;
    }

    public PluginPackage Package { get; }

    public PluginContext Context { get; }

    public PluginIdentity Identity => Context.Identity;

    public PluginLeases Leases { get; } = new();

    /// <summary>The requests which are in this generation now.</summary>
    public PluginRequests Requests { get; } = new();

    /// <summary>Tells whether the load context died, after a release.</summary>
    public WeakReference LoadContextReference { get; }

    /// <exception cref="ObjectDisposedException">The generation was released.</exception>
    public PluginComposition Composition => Get(_composition);

    /// <exception cref="ObjectDisposedException">The generation was released, or has no container.</exception>
    public IServiceProvider Services => Get(_services);

    /// <summary>What it publishes; null until it started and after it was released.</summary>
    public PluginOfferings? Offerings => Volatile.Read(ref _offerings);

    /// <summary>Gives the generation its container.</summary>
    public void Attach(ServiceProvider services) => _services = services;

    /// <summary>Starts the plugin's background work and asks what it publishes. Runs code of the plugin.</summary>
    public async Task<PluginOfferings> StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in Services.GetServices<IHostedService>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _started.Add(service);
            await service.StartAsync(cancellationToken);
        }

        var offerings = PluginOfferings.Collect(this);
        Volatile.Write(ref _offerings, offerings);
        return offerings;
    }

    /// <summary>Runs a handler whenever background work of the plugin ends in an exception.</summary>
    public void WatchBackgroundWork(Action<Exception> onFault)
    {
        foreach (var execution in _started.OfType<BackgroundService>().Select(static service => service.ExecuteTask).OfType<Task>())
        {
            execution.ContinueWith(
                ended => onFault(ended.Exception!.GetBaseException()),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
        }
    }

    /// <summary>Stops what was started, last first. Keeps going after a failure and throws the first one at the end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Exception? first = null;
        for (var index = _started.Count - 1; index >= 0; index--)
        {
            try
            {
                await _started[index].StopAsync(cancellationToken);
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }

        _started.Clear();
        if (first is not null)
        {
            throw new AggregateException(first);
        }
    }

    /// <summary>Disposes the containers and unloads a collectible context. Runs code of the plugin.</summary>
    public async Task ReleaseAsync()
    {
        var services = Interlocked.Exchange(ref _services, null);
        Volatile.Write(ref _offerings, null);
        try
        {
            if (services is not null)
            {
                await services.DisposeAsync();
            }
        }
        finally
        {
            Abandon();
        }
    }

    /// <summary>Gives up what was loaded, without waiting for the plugin.</summary>
    public void Abandon()
    {
        _started.Clear();
        _services?.Dispose();
        _services = null;
        Interlocked.Exchange(ref _composition, null)?.Dispose();
        _configuration.Dispose();
        var loadContext = Interlocked.Exchange(ref _loadContext, null);
        if (loadContext is { IsCollectible: true })
        {
            loadContext.Unload();
        }
    }

    private T Get<T>([NotNull] T? value)
        where T : class
    {
        ObjectDisposedException.ThrowIf(value is null, this);
        return value;
    }
}
