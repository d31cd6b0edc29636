using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Safety;

/// <summary>
/// Decides whether the server is in its safe state: while a plugin for safety that is required does not run, whether it
/// failed, waits, was rejected or is not there any more. Safe for concurrent use.
/// </summary>
internal sealed partial class HostSafety
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _demanded;
    private readonly ILogger _logger;
    private Func<IEnumerable<PluginStatus>> _plugins = static () => [];
    private volatile string? _reason;
    private volatile bool _isSafeState;
    private bool _wasLeft;

    /// <summary>Begins to decide.</summary>
    /// <param name="demanded">Plugins without which nothing is changed in a vehicle, whatever their manifests say.</param>
    /// <param name="logger">Where changes are told.</param>
    public HostSafety(IEnumerable<string> demanded, ILogger<HostSafety> logger)
    {
        _demanded = new SortedSet<string>(demanded, StringComparer.Ordinal);
        _logger = logger;
        Update();
    }

    /// <summary>Raised after <see cref="IsSafeState"/> changed, on the thread that changed it.</summary>
    public event Action? Changed;

    /// <summary>True while services that change an ECU's state are to be refused.</summary>
    public bool IsSafeState => _isSafeState;

    /// <summary>Why; null while <see cref="IsSafeState"/> is false.</summary>
    public string? Reason => _reason;

    /// <summary>True when there is a plugin for safety at all, now or before.</summary>
    public bool HasDemands
    {
        get
        {
            lock (_gate)
            {
                return _demanded.Count > 0;
            }
        }
    }

    /// <summary>Names where to look.</summary>
    public void Watch(Func<IEnumerable<PluginStatus>> plugins)
    {
        _plugins = plugins;
        Update();
    }

    /// <summary>Looks again.</summary>
    public void Update()
    {
        lock (_gate)
        {
            var plugins = _plugins().ToList();

            // Who was seen once is missed when it goes: a plugin that is gone cannot say that it was for safety.
            _demanded.UnionWith(plugins.Where(static plugin => plugin is { IsRequired: true, Kind: PluginBlame.SafetyKind }).Select(static plugin => plugin.Id));
            var reason = FindReason(plugins);
            var wasSafeState = _isSafeState;
            _reason = reason;
            _isSafeState = reason is not null;
            if (_isSafeState == wasSafeState)
            {
                return;
            }

            Tell(reason);
        }

        Changed?.Invoke();
    }

    private string? FindReason(List<PluginStatus> plugins)
    {
        foreach (var id in _demanded)
        {
            if (plugins.Find(plugin => plugin.Id == id) is not { } status)
            {
                return $"The safety plugin {id} is not there.";
            }

            if (status.State != PluginState.Running)
            {
                return $"The safety plugin {id} does not run ({status.State}).";
            }
        }

        return null;
    }

    private void Tell(string? reason)
    {
        if (reason is null)
        {
            _wasLeft = true;
            LogLeft();
        }
        else if (_wasLeft)
        {
            LogEntered(reason);
        }
        else
        {
            // A server begins like this; it is worth an error only when it comes back.
            LogBegun(reason);
        }
    }

    [LoggerMessage(EventIds.SafeStateEntered, LogLevel.Error, "Safe state: services that change a vehicle's state are refused. {Reason}")]
    private partial void LogEntered(string reason);

    [LoggerMessage(EventIds.SafeStateBegun, LogLevel.Information, "Safe state until the safety plugins run: services that change a vehicle's state are refused. {Reason}")]
    private partial void LogBegun(string reason);

    [LoggerMessage(EventIds.SafeStateLeft, LogLevel.Information, "The safe state is over: the safety plugins run")]
    private partial void LogLeft();
}
