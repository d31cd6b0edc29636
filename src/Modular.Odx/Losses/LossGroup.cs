using Modular.Odx.Conversion;
using Modular.Odx.Documents;

namespace Modular.Odx.Losses;

/// <summary>All losses of one element's or attribute's name for one reason.</summary>
public sealed class LossGroup
{
    private readonly List<(OdxElement Element, string? Part, int Line)> _items = [];

    internal LossGroup(LossReason reason, string name)
    {
        Reason = reason;
        Name = name;
    }

    /// <summary>Why they are lost.</summary>
    public LossReason Reason { get; }

    /// <summary>The element's name; an attribute's with a leading @.</summary>
    public string Name { get; }

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>Where they stand, in the order of the documents. Made while they are read, since paths are long.</summary>
    public IEnumerable<Loss> Losses => _items.Select(item => new Loss(
        item.Element.Root.Document!.Name, item.Line, item.Part is null ? ElementPath.Of(item.Element) : ElementPath.Of(item.Element, item.Part), Reason));

    internal void Add(OdxElement element, string? part, int line) => _items.Add((element, part, line));

    internal void Sort(IReadOnlyDictionary<OdxElement, int> documents) =>
        _items.Sort((left, right) => (documents[left.Element.Root], left.Line).CompareTo((documents[right.Element.Root], right.Line)));
}
