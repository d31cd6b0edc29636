using System.Runtime.InteropServices;
using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>A layer: what it declares by short name, and which layers it inherits from.</summary>
internal sealed class OdxLayer(OdxElement element, LayerKind kind, OdxContainer container)
{
    private readonly Dictionary<(NameSpace Space, string Name), OdxElement> _own = [];
    private readonly Dictionary<(NameSpace Space, string Name), OdxElement?> _found = [];
    private HashSet<OdxLayer>? _ancestors;
    private List<OdxParent> _byPriority = [];

    public OdxElement Element { get; } = element;

    public LayerKind Kind { get; } = kind;

    public OdxContainer Container { get; } = container;

    public string ShortName { get; } = element.ShortName;

    /// <summary>Parents in the order of the document.</summary>
    public IReadOnlyList<OdxParent> Parents { get; private set; } = [];

    /// <summary>Layers whose elements may be referred to without naming their document (IMPORT-REF).</summary>
    public List<OdxLayer> Imports { get; } = [];

    /// <summary>Whether the layer only means something to those that inherit it.</summary>
    public bool IsAbstract => Kind is not (LayerKind.BaseVariant or LayerKind.EcuVariant);

    public static LayerKind? KindOf(string element) => element switch
    {
        "PROTOCOL" => LayerKind.Protocol,
        "FUNCTIONAL-GROUP" => LayerKind.FunctionalGroup,
        "ECU-SHARED-DATA" => LayerKind.EcuSharedData,
        "BASE-VARIANT" => LayerKind.BaseVariant,
        "ECU-VARIANT" => LayerKind.EcuVariant,
        _ => null,
    };

    /// <summary>Declares an element; the first of a name stays.</summary>
    /// <returns>The element that has the name already, else null.</returns>
    public OdxElement? Declare(NameSpace space, OdxElement element)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_own, (space, element.ShortName), out var exists);
        if (exists)
        {
            return place;
        }

        place = element;
        return null;
    }

    public void SetParents(List<OdxParent> parents)
    {
        Parents = parents;
        _byPriority = [.. parents.OrderByDescending(static parent => parent.Layer.Kind)];
    }

    /// <summary>Parents, those first whose names win.</summary>
    public IReadOnlyList<OdxParent> ParentsByPriority => _byPriority;

    public IEnumerable<OdxElement> Own(NameSpace space) => _own.Where(pair => pair.Key.Space == space).Select(static pair => pair.Value);

    public bool Declares(NameSpace space, string name) => _own.ContainsKey((space, name));

    /// <summary>Finds an element by short name: here, else in the parents as far as they pass it on.</summary>
    public OdxElement? Find(NameSpace space, string name)
    {
        if (_own.TryGetValue((space, name), out var own))
        {
            return own;
        }

        if (!_found.TryGetValue((space, name), out var found))
        {
            foreach (var parent in _byPriority)
            {
                if (!parent.Withholds(space, name) && parent.Layer.Find(space, name) is { } inherited)
                {
                    found = inherited;
                    break;
                }
            }

            _found.Add((space, name), found);
        }

        return found;
    }

    /// <summary>Whether the layer is another or inherits from it, over any number of steps.</summary>
    public bool IsOrInherits(OdxLayer other) => this == other || Ancestors.Contains(other);

    /// <summary>All layers inherited from, over any number of steps.</summary>
    public IReadOnlySet<OdxLayer> Ancestors
    {
        get
        {
            if (_ancestors is null)
            {
                _ancestors = [];
                foreach (var parent in Parents)
                {
                    _ancestors.Add(parent.Layer);
                    _ancestors.UnionWith(parent.Layer.Ancestors);
                }
            }

            return _ancestors;
        }
    }
}
