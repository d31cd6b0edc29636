using Modular.Hosting.Capabilities;
using Modular.Sdk.Safety;

namespace Modular.Hosting.Safety;

/// <summary>One plugin's view of the host's safety. Lives and dies with the plugin's container, and its handlers with it.</summary>
internal sealed class PluginSafetyView : IHostSafety, IDisposable
{
    private const string Operation = "handling a change of the safe state";

    private readonly HostSafety _safety;
    private readonly CapabilityConsumer _consumer;
    private volatile bool _isDisposed;

    public PluginSafetyView(HostSafety safety, CapabilityConsumer consumer)
    {
        _safety = safety;
        _consumer = consumer;
        safety.Changed += Schedule;
    }

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public bool IsSafeState => _safety.IsSafeState;

    /// <inheritdoc/>
    public string? Reason => _safety.Reason;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _safety.Changed -= Schedule;
        Changed = null;
    }

    // On another thread: a slow handler must delay neither the plugin whose state changed nor other plugins.
    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(static self => self.Raise(), this, preferLocal: false);

    private void Raise()
    {
        if (_isDisposed)
        {
            return;
        }

        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            _consumer.Calls.Run(
                _consumer.Plugin, Operation, CapabilityConsumer.HandlerBudget, () => ((EventHandler)handler)(this, EventArgs.Empty));
        }
    }
}
