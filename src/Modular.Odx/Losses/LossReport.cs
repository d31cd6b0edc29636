using Modular.Odx.Catalogue;
using Modular.Odx.Documents;

namespace Modular.Odx.Losses;

/// <summary>Everything of a description that is not in the databases made from it.</summary>
public sealed class LossReport
{
    private readonly SortedDictionary<(LossReason Reason, string Name), LossGroup> _groups =
        new(Comparer<(LossReason Reason, string Name)>.Create(static (left, right) =>
            left.Reason != right.Reason ? left.Reason.CompareTo(right.Reason) : string.CompareOrdinal(left.Name, right.Name)));

    internal LossReport(IReadOnlyList<OdxDocument> documents, LossList losses)
    {
        foreach (var (element, part, line, reason) in losses.Items)
        {
            Add(element, part, line, reason);
        }

        foreach (var document in documents)
        {
            ElementCount += document.ElementCount;
            AddUnmarked(document.Root, losses);
            foreach (var part in document.Unread)
            {
                Add(part.Parent, part.Name, part.Line, part.Reason);
            }
        }

        var order = documents.Select(static (document, index) => (document.Root, index)).ToDictionary(static pair => pair.Root, static pair => pair.index);
        foreach (var group in _groups.Values)
        {
            group.Sort(order);
        }
    }

    /// <summary>How many elements the documents have.</summary>
    public int ElementCount { get; }

    /// <summary>How many elements and attributes are not represented. What lies within a lost element is not counted again.</summary>
    public int Count { get; private set; }

    /// <summary>The losses by reason and name.</summary>
    public IReadOnlyCollection<LossGroup> Groups => _groups.Values;

    private void Add(OdxElement element, string? part, int line, LossReason reason)
    {
        var name = part ?? element.Name;
        if (!_groups.TryGetValue((reason, name), out var group))
        {
            _groups.Add((reason, name), group = new LossGroup(reason, name));
        }

        group.Add(element, part, line);
        Count++;
    }

    /// <summary>Reports what no mapper came by: an element as a whole where nothing within it was used either.</summary>
    private void AddUnmarked(OdxElement element, LossList losses)
    {
        foreach (var child in element.Children)
        {
            if (losses.IsLost(child))
            {
                continue;
            }

            if (child.IsMarked || ElementCatalogue.Instance.Find(child.Name)?.IsList == true)
            {
                AddUnmarked(child, losses);
            }
            else if (child.Name is not "SHORT-NAME")
            {
                Add(child, null, child.Line, ElementCatalogue.Instance.UnusedReason(child.Name));
            }
        }
    }
}
