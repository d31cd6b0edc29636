using Modular.Odx.Documents;

namespace Modular.Odx.Losses;

/// <summary>Collects what does not become part of the database.</summary>
internal sealed class LossList
{
    private readonly HashSet<(OdxElement Element, string? Part, LossReason Reason)> _known = [];
    private readonly List<(OdxElement Element, string? Part, int Line, LossReason Reason)> _items = [];

    public IReadOnlyList<(OdxElement Element, string? Part, int Line, LossReason Reason)> Items => _items;

    /// <summary>Adds an element that is not represented, once.</summary>
    public void Add(OdxElement element, LossReason reason)
    {
        element.Mark();
        if (_known.Add((element, null, reason)))
        {
            _items.Add((element, null, element.Line, reason));
        }
    }

    /// <summary>Adds what the reader left out.</summary>
    public void Add(UnreadPart part) => _items.Add((part.Parent, part.Name, part.Line, part.Reason));
}
