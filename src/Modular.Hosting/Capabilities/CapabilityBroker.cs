using System.Collections.Immutable;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Capabilities;

/// <summary>Knows which running generations provide which contracts, and tells consumers when that changes.</summary>
internal sealed class CapabilityBroker
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<Type, ImmutableArray<CapabilityProvider>> _providers =
        ImmutableDictionary<Type, ImmutableArray<CapabilityProvider>>.Empty;

    private ImmutableDictionary<Type, ImmutableArray<Action>> _observers = ImmutableDictionary<Type, ImmutableArray<Action>>.Empty;

    /// <summary>The providers of a contract, in the order in which they were published.</summary>
    public ImmutableArray<CapabilityProvider> GetProviders(Type contract) =>
        Volatile.Read(ref _providers).TryGetValue(contract, out var found) ? found : [];

    /// <summary>Says whether the program that embeds the host provides a contract, so that no plugin needs to.</summary>
    /// <param name="contract">Full name of an interface of the SDK.</param>
    public bool IsProvidedByEmbedder(string contract) => Volatile.Read(ref _providers).Values
        .Any(providers => providers.Any(provider => provider.Owner is EmbedderCapabilities && provider.Contract.FullName == contract));

    /// <summary>Makes providers available.</summary>
    public void Publish(IReadOnlyList<CapabilityProvider> providers)
    {
        lock (_gate)
        {
            foreach (var provider in providers)
            {
                _providers = _providers.SetItem(provider.Contract, GetProviders(provider.Contract).Add(provider));
            }
        }

        Notify(providers.Select(static provider => provider.Contract));
    }

    /// <summary>Puts what a generation provides into the place of what its predecessor provided: no consumer finds neither.</summary>
    public void Replace(PluginGeneration old, IReadOnlyList<CapabilityProvider> providers)
    {
        var contracts = new List<Type>();
        lock (_gate)
        {
            var all = _providers;
            foreach (var (contract, present) in _providers)
            {
                var index = present.ToList().FindIndex(provider => ReferenceEquals(provider.Owner, old));
                if (index >= 0)
                {
                    var left = present.RemoveAll(provider => ReferenceEquals(provider.Owner, old));
                    all = all.SetItem(contract, left.InsertRange(index, providers.Where(provider => provider.Contract == contract)));
                    contracts.Add(contract);
                }
            }

            foreach (var added in providers.Where(provider => !contracts.Contains(provider.Contract)))
            {
                all = all.SetItem(added.Contract, (all.TryGetValue(added.Contract, out var found) ? found : []).Add(added));
            }

            _providers = all;
        }

        Notify(contracts.Concat(providers.Select(static provider => provider.Contract)));
    }

    /// <summary>Takes back everything a generation provides. Leases already taken stay good until they are given back.</summary>
    public void Retract(PluginGeneration generation)
    {
        var contracts = new List<Type>();
        lock (_gate)
        {
            foreach (var (contract, providers) in _providers)
            {
                var left = providers.RemoveAll(provider => ReferenceEquals(provider.Owner, generation));
                if (left.Length != providers.Length)
                {
                    _providers = _providers.SetItem(contract, left);
                    contracts.Add(contract);
                }
            }
        }

        Notify(contracts);
    }

    /// <summary>Adds an observer of a contract's providers.</summary>
    public void Observe(Type contract, Action observer)
    {
        lock (_gate)
        {
            _observers = _observers.SetItem(contract, (_observers.TryGetValue(contract, out var found) ? found : []).Add(observer));
        }
    }

    /// <summary>Removes an observer.</summary>
    public void Forget(Type contract, Action observer)
    {
        lock (_gate)
        {
            if (_observers.TryGetValue(contract, out var found))
            {
                _observers = _observers.SetItem(contract, found.Remove(observer));
            }
        }
    }

    private void Notify(IEnumerable<Type> contracts)
    {
        var observers = Volatile.Read(ref _observers);
        foreach (var contract in contracts.Distinct())
        {
            foreach (var observer in observers.TryGetValue(contract, out var found) ? found : [])
            {
                observer();
            }
        }
    }
}
