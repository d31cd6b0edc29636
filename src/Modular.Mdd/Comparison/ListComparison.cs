using Modular.Mdd.Schema;

namespace Modular.Mdd.Comparison;

/// <summary>Matches the elements of two lists: by name and occurrence, else by position.</summary>
internal static class ListComparison
{
    public static void Compare(ElementPair pair, in FieldDescription field, bool isOrdered, List<ElementPair> next, List<MddDifference> found)
    {
        var first = Read(pair.First, field);
        var second = Read(pair.Second, field);
        var places = new Dictionary<(string Name, int Occurrence), int>();
        for (var index = 0; index < second.Count; index++)
        {
            places.Add(second[index].Key, index);
        }

        var taken = new bool[second.Count];
        var (last, isReordered) = (-1, false);
        foreach (var (key, index, element) in first)
        {
            if (!places.TryGetValue(key, out var place))
            {
                found.Add(new MddDifference(PathOf(pair, field, key, index).ToString(), MddDifferenceKind.OnlyInFirst, element.ToString(), null));
                continue;
            }

            taken[place] = true;
            isReordered |= place < last;
            last = place;
            Add(pair, field, key, index, element, second[place].Element, next, found);
        }

        for (var index = 0; index < second.Count; index++)
        {
            if (!taken[index])
            {
                found.Add(new MddDifference(
                    PathOf(pair, field, second[index].Key, index).ToString(), MddDifferenceKind.OnlyInSecond, null, second[index].Element.ToString()));
            }
        }

        if (isReordered && isOrdered)
        {
            found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.Order, Names(first), Names(second)));
        }
    }

    private static void Add(
        ElementPair pair, in FieldDescription field, (string Name, int Occurrence) key, int index, MddElement left, MddElement right,
        List<ElementPair> next, List<MddDifference> found)
    {
        if (left.Type == right.Type)
        {
            next.Add(new ElementPair(left, right, PathOf(pair, field, key, index)));
        }
        else
        {
            found.Add(new MddDifference(PathOf(pair, field, key, index).ToString(), MddDifferenceKind.Kind, left.ToString(), right.ToString()));
        }
    }

    private static List<((string Name, int Occurrence) Key, int Index, MddElement Element)> Read(MddElement owner, in FieldDescription field)
    {
        var list = new List<((string, int), int, MddElement)>();
        if (!owner.IsSound(field))
        {
            return list;
        }

        var count = owner.CountChildren(field);
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            if (owner.ChildAt(field, index) is { } element)
            {
                var name = MddNames.Of(element) ?? "";
                occurrences[name] = occurrences.TryGetValue(name, out var occurrence) ? ++occurrence : 0;
                list.Add(((name, occurrence), index, element));
            }
        }

        return list;
    }

    private static ElementPath PathOf(ElementPair pair, in FieldDescription field, (string Name, int Occurrence) key, int index) =>
        key.Name.Length == 0
            ? new ElementPath(pair.Path, field.Name, null, index)
            : new ElementPath(pair.Path, field.Name, key.Name, key.Occurrence == 0 ? -1 : key.Occurrence);

    private static string Names(List<((string Name, int Occurrence) Key, int Index, MddElement Element)> list) =>
        string.Join(", ", list.Select(element => element.Key.Name));
}
