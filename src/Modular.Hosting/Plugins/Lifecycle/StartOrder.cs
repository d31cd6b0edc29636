using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Who has to run before whom, from the <c>provides</c> and <c>requires</c> of the manifests.</summary>
internal sealed class StartOrder
{
    private readonly Dictionary<string, List<string>> _providersByContract = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PluginManifest> _manifests;

    public StartOrder(IEnumerable<PluginManifest> manifests)
    {
        _manifests = manifests.ToDictionary(static manifest => manifest.Id, StringComparer.Ordinal);
        foreach (var manifest in _manifests.Values.OrderBy(static manifest => manifest.Id, StringComparer.Ordinal))
        {
            foreach (var contract in manifest.Provides.Distinct(StringComparer.Ordinal))
            {
                if (!_providersByContract.TryGetValue(contract, out var providers))
                {
                    _providersByContract[contract] = providers = [];
                }

                providers.Add(manifest.Id);
            }
        }
    }

    /// <summary>Plugins other than the asking one which provide a contract.</summary>
    public IReadOnlyList<string> ProvidersOf(string contract, string consumer) =>
        [.. (_providersByContract.GetValueOrDefault(contract) ?? []).Where(id => id != consumer)];

    /// <summary>Plugins whose start comes before a plugin's own.</summary>
    public IReadOnlyList<string> Before(string id) =>
        [.. _manifests[id].Requires.SelectMany(contract => ProvidersOf(contract, id)).Distinct(StringComparer.Ordinal)];

    /// <summary>Plugins whose stop comes before a plugin's own.</summary>
    public IReadOnlyList<string> After(string id) =>
        [.. _manifests.Keys.Where(other => other != id && Before(other).Contains(id, StringComparer.Ordinal))];

    /// <summary>The circle of requirements which a plugin is part of, beginning and ending with it; empty when there is none.</summary>
    public IReadOnlyList<string> FindCircle(string id)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var pending = new Queue<string>([id]);
        while (pending.TryDequeue(out var current))
        {
            foreach (var next in Before(current))
            {
                if (next == id)
                {
                    return Path(cameFrom, current, id);
                }

                if (cameFrom.TryAdd(next, current))
                {
                    pending.Enqueue(next);
                }
            }
        }

        return [];
    }

    private static List<string> Path(Dictionary<string, string> cameFrom, string last, string id)
    {
        var path = new List<string> { id };
        for (var current = last; current != id; current = cameFrom[current])
        {
            path.Add(current);
        }

        path.Add(id);
        path.Reverse();
        return path;
    }
}
