using System.Diagnostics.CodeAnalysis;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Capabilities;

namespace Modular.Hosting.Capabilities;

/// <summary>One consumer's view of a contract. Lives and dies with the consumer's container.</summary>
/// <typeparam name="T">An interface of the SDK.</typeparam>
internal sealed partial class Capability<T> : ICapability<T>, IDisposable
    where T : class
{
    private const string HandlingChange = "handling a change of a contract's providers";

    private readonly CapabilityBroker _broker;
    private readonly ILogger _logger;
    private readonly Action _observer;
    private readonly CapabilityConsumer? _consumer;
    private int _isPending;
    private volatile bool _isDisposed;

    public Capability(CapabilityBroker broker, ILoggerFactory loggerFactory, CapabilityConsumer? consumer = null)
    {
        if (typeof(T).Assembly != typeof(ICapability<>).Assembly)
        {
            throw new InvalidOperationException($"{typeof(T).FullName} is no contract of the SDK; only those pass between plugins.");
        }

        _broker = broker;
        _consumer = consumer;
        _logger = loggerFactory.CreateLogger("Capabilities");
        _observer = Schedule;
        broker.Observe(typeof(T), _observer);
    }

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public IReadOnlyList<CapabilityLease<T>> AcquireAll()
    {
        while (true)
        {
            var providers = _broker.GetProviders(typeof(T));
            if (providers.IsEmpty)
            {
                // Asked on hot paths of slots that mostly nobody fills: no list for nothing.
                return [];
            }

            var leases = new List<CapabilityLease<T>>(providers.Length);
            foreach (var provider in providers)
            {
                if (TryLease(provider, out var lease))
                {
                    leases.Add(lease);
                }
            }

            // A provider drains only after its successor was published: who missed the one finds the other.
            if (leases.Count == providers.Length || providers == _broker.GetProviders(typeof(T)))
            {
                return leases;
            }

            leases.ForEach(static lease => lease.Dispose());
        }
    }

    /// <inheritdoc/>
    public CapabilityLease<T> Acquire() =>
        TryAcquire(out var lease) ? lease : throw new PluginUnavailableException(typeof(T).FullName!);

    /// <inheritdoc/>
    public bool TryAcquire([NotNullWhen(true)] out CapabilityLease<T>? lease)
    {
        while (true)
        {
            var providers = _broker.GetProviders(typeof(T));
            for (var index = providers.Length - 1; index >= 0; index--)
            {
                if (TryLease(providers[index], out lease))
                {
                    return true;
                }
            }

            if (providers == _broker.GetProviders(typeof(T)))
            {
                lease = null;
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _broker.Forget(typeof(T), _observer);
        Changed = null;
    }

    private static bool TryLease(CapabilityProvider provider, [NotNullWhen(true)] out CapabilityLease<T>? lease)
    {
        var leases = provider.Owner.Leases;
        lease = leases.TryEnter() ? new CapabilityLease<T>((T)provider.Value, provider.Owner.Identity, leases.Exit) : null;
        return lease is not null;
    }

    private void Schedule()
    {
        // Several changes in a row are one event, and a slow handler delays neither the publisher nor other consumers.
        if (Interlocked.Exchange(ref _isPending, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Raise(), this, preferLocal: false);
        }
    }

    private void Raise()
    {
        Volatile.Write(ref _isPending, 0);
        if (_isDisposed)
        {
            return;
        }

        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            if (_consumer is { } consumer)
            {
                consumer.Calls.Run(
                    consumer.Plugin, HandlingChange, CapabilityConsumer.HandlerBudget, () => ((EventHandler)handler)(this, EventArgs.Empty));
                continue;
            }

            try
            {
                ((EventHandler)handler)(this, EventArgs.Empty);
            }
            catch (Exception exception)
            {
                LogHandlerThrew(typeof(T).Name, ExceptionText.Summarize(exception));
            }
        }
    }

    [LoggerMessage(EventIds.ChangedHandlerThrew, LogLevel.Error, "A handler of a change of {Contract} threw {Reason}")]
    private partial void LogHandlerThrew(string contract, string reason);
}
