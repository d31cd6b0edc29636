using Modular.Odx.Documents;

namespace Modular.Odx.Losses;

/// <summary>Collects what does not become part of the database.</summary>
internal sealed class LossList
{
    private readonly HashSet<(OdxElement Element, LossReason Reason)> _known = [];
    private readonly HashSet<OdxElement> _lost = new(ReferenceEqualityComparer.Instance);
    private readonly List<(OdxElement Element, string? Part, int Line, LossReason Reason)> _items = [];

    public IReadOnlyList<(OdxElement Element, string? Part, int Line, LossReason Reason)> Items => _items;

    /// <summary>Whether an element was added, so that what lies within it is lost with it.</summary>
    public bool IsLost(OdxElement element) => _lost.Contains(element);

    /// <summary>Adds an element that is not represented, once.</summary>
    public void Add(OdxElement element, LossReason reason)
    {
        element.Mark();
        _lost.Add(element);
        if (_known.Add((element, reason)))
        {
            _items.Add((element, null, element.Line, reason));
        }
    }

    /// <summary>Adds what the reader left out.</summary>
    public void Add(UnreadPart part) => _items.Add((part.Parent, part.Name, part.Line, part.Reason));
}
