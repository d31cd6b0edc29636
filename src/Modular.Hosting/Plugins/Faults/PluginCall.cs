using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>One call into a plugin which is going on. Dispose it when the call returned.</summary>
internal sealed class PluginCall : IDisposable
{
    private readonly PluginCallList _list;
    private readonly Func<object, Task>? _onOverdue;
    private readonly object? _state;
    private int _isDecided;
    private Task _overdue = Task.CompletedTask;

    internal PluginCall(PluginCallList list, PluginIdentity plugin, string operation, TimeSpan budget, long begin, Func<object, Task>? onOverdue, object? state)
    {
        _list = list;
        _onOverdue = onOverdue;
        _state = state;
        Plugin = plugin;
        Operation = operation;
        Budget = budget;
        Begin = begin;
    }

    /// <summary>Whom it goes to.</summary>
    public PluginIdentity Plugin { get; }

    /// <summary>What the plugin does meanwhile, as in "did not return while reporting its health".</summary>
    public string Operation { get; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Budget { get; }

    /// <summary>When it began, as a timestamp of the clock.</summary>
    public long Begin { get; }

    /// <summary>Cancelled when the plugin was told to end; one that cannot be cancelled is of no matter.</summary>
    public CancellationToken Told { get; init; }

    /// <summary>True when it took too long. What came of it is nobody's business any more.</summary>
    public bool IsOverdue => Volatile.Read(ref _isDecided) == 2;

    /// <summary>Completes when the host has answered in the place of an overdue call.</summary>
    public Task Overdue => Volatile.Read(ref _overdue);

    internal PluginCall? Next { get; set; }

    internal PluginCall? Previous { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref _isDecided, 1, 0) == 0)
        {
            _list.Remove(this);
        }
    }

    /// <summary>Gives it up, unless it has just returned.</summary>
    internal bool TryGiveUp()
    {
        if (Interlocked.CompareExchange(ref _isDecided, 2, 0) != 0)
        {
            return false;
        }

        _list.Remove(this);
        return true;
    }

    /// <summary>Has the host answer in its place.</summary>
    internal void AnswerInItsPlace()
    {
        if (_onOverdue is not null)
        {
            Volatile.Write(ref _overdue, _onOverdue(_state!));
        }
    }
}
