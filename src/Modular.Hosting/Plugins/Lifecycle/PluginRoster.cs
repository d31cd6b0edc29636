using System.Collections.Immutable;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The plugins the host knows of, and who of them has to run before whom. Safe for concurrent use.</summary>
internal sealed class PluginRoster
{
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, PluginSlot> _slots;
    private StartOrder _order;

    public PluginRoster(IEnumerable<PluginSlot> slots)
    {
        _slots = slots.ToImmutableSortedDictionary(static slot => slot.Id, static slot => slot, StringComparer.Ordinal);
        _order = CreateOrder();
    }

    /// <summary>All plugins, ordered by identifier.</summary>
    public IEnumerable<PluginSlot> Slots => Volatile.Read(ref _slots).Values;

    /// <summary>The order by the manifests which count now.</summary>
    public StartOrder Order => Volatile.Read(ref _order);

    /// <summary>Finds a plugin.</summary>
    public PluginSlot? Find(string id) => Volatile.Read(ref _slots).GetValueOrDefault(id);

    /// <summary>Gets a plugin.</summary>
    /// <exception cref="KeyNotFoundException">There is no such plugin.</exception>
    public PluginSlot Get(string id) => Find(id) ?? throw new KeyNotFoundException($"There is no plugin {id}.");

    /// <summary>Adds a plugin that is new since the start.</summary>
    public void Add(PluginSlot slot) => Change(slots => slots.Add(slot.Id, slot));

    /// <summary>Forgets a plugin.</summary>
    public void Remove(PluginSlot slot) => Change(slots => slots.Remove(slot.Id));

    /// <summary>Takes account of a manifest that changed.</summary>
    public void Reorder() => Change(static slots => slots);

    private void Change(Func<ImmutableSortedDictionary<string, PluginSlot>, ImmutableSortedDictionary<string, PluginSlot>> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _slots, change(_slots));
            Volatile.Write(ref _order, CreateOrder());
        }
    }

    // What the operator switched off or the host rejected provides nothing and waits for nothing.
    private StartOrder CreateOrder() => new(
        _slots.Values.Where(static slot => slot.Status.State is not (PluginState.Disabled or PluginState.Rejected))
            .Select(static slot => slot.Package?.Manifest)
            .OfType<Discovery.PluginManifest>());
}
