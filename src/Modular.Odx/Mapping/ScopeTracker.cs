using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Notes which short names were looked up in a layer, since another layer may mean something else by them.</summary>
internal sealed class ScopeTracker
{
    private static readonly IReadOnlySet<(NameSpace, string)> None = new HashSet<(NameSpace, string)>();
    private HashSet<(NameSpace, string)>? _used;

    /// <summary>Whether a name that a layer does not know is left to the layers that inherit it.</summary>
    public bool LeavesUnboundNames { get; set; }

    /// <summary>How deep definitions contain one another at present.</summary>
    public int Depth { get; set; }

    public void Use(NameSpace space, string name) => (_used ??= []).Add((space, name));

    public void Use(IReadOnlySet<(NameSpace, string)> names)
    {
        if (names.Count > 0)
        {
            (_used ??= []).UnionWith(names);
        }
    }

    /// <summary>Starts a note of its own; <see cref="End"/> gives it back and adds it to the one before.</summary>
    public HashSet<(NameSpace, string)>? Begin()
    {
        var outer = _used;
        _used = null;
        return outer;
    }

    /// <summary>Goes back to a note without adding to it: what happened since belongs to another layer.</summary>
    public void Restore(HashSet<(NameSpace, string)>? outer) => _used = outer;

    public IReadOnlySet<(NameSpace, string)> End(HashSet<(NameSpace, string)>? outer)
    {
        var used = _used;
        _used = outer;
        if (used is null)
        {
            return None;
        }

        Use(used);
        return used;
    }
}
