using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>One PARENT-REF: a layer inherited from, and what is not.</summary>
internal sealed class OdxParent(OdxElement element, OdxLayer layer)
{
    private readonly Dictionary<NameSpace, HashSet<string>> _withheld = [];

    public OdxElement Element { get; } = element;

    public OdxLayer Layer { get; } = layer;

    public void Withhold(NameSpace space, string name)
    {
        if (!_withheld.TryGetValue(space, out var names))
        {
            _withheld.Add(space, names = new HashSet<string>(StringComparer.Ordinal));
        }

        names.Add(name);
    }

    public bool Withholds(NameSpace space, string name) => _withheld.TryGetValue(space, out var names) && names.Contains(name);
}
