using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Plugins;

namespace Modular.Sdk.Testing.Capabilities;

/// <summary>A capability whose providers a test adds and removes by hand.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <remarks>Safe for use from several threads. Leases are counted, so that a test can prove that none is kept.</remarks>
public sealed class FakeCapability<T> : ICapability<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<T> _providers = [];
    private int _leases;

    /// <summary>A capability with providers.</summary>
    /// <param name="providers">The providers in the order of their publication; may be empty.</param>
    public FakeCapability(params T[] providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        _providers.AddRange(providers);
    }

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <summary>Leases taken and not given back.</summary>
    public int Leases => Volatile.Read(ref _leases);

    /// <summary>Publishes a provider and raises <see cref="Changed"/>.</summary>
    /// <param name="provider">The provider.</param>
    public void Add(T provider)
    {
        lock (_gate)
        {
            _providers.Add(provider);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Withdraws a provider and raises <see cref="Changed"/>.</summary>
    /// <param name="provider">The provider.</param>
    public void Remove(T provider)
    {
        lock (_gate)
        {
            _providers.Remove(provider);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CapabilityLease<T>> AcquireAll()
    {
        lock (_gate)
        {
            return [.. _providers.Select(Lease)];
        }
    }

    /// <inheritdoc/>
    public CapabilityLease<T> Acquire() =>
        TryAcquire(out var lease) ? lease : throw new PluginUnavailableException(typeof(T).FullName ?? typeof(T).Name);

    /// <inheritdoc/>
    public bool TryAcquire([NotNullWhen(true)] out CapabilityLease<T>? lease)
    {
        lock (_gate)
        {
            lease = _providers.Count == 0 ? null : Lease(_providers[^1]);
            return lease is not null;
        }
    }

    private CapabilityLease<T> Lease(T provider)
    {
        Interlocked.Increment(ref _leases);
        return new CapabilityLease<T>(provider, new PluginIdentity("test", "1.0.0", 1), () => Interlocked.Decrement(ref _leases));
    }
}
