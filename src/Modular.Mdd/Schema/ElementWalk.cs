namespace Modular.Mdd.Schema;

/// <summary>Goes through all elements of a database, each once however often it is shared.</summary>
internal static class ElementWalk
{
    /// <summary>The element and all that it leads to, with the first path that leads there.</summary>
    /// <param name="root">Where to start.</param>
    /// <param name="isOutside">What is given, but not gone into; null for nothing.</param>
    public static IEnumerable<(MddElement Element, ElementPath Path)> From(MddElement root, Func<MddElement, bool>? isOutside = null)
    {
        var met = new HashSet<(int, int)>();
        var open = new Stack<(MddElement, ElementPath)>();
        var next = new List<(MddElement, ElementPath)>();
        open.Push((root, ElementPath.Root));
        while (open.TryPop(out var place))
        {
            var (element, path) = place;
            if (!met.Add((element.Table.Offset, element.Type)))
            {
                continue;
            }

            yield return place;
            if (isOutside?.Invoke(element) == true)
            {
                continue;
            }

            foreach (var field in element.Description.Fields)
            {
                if (field.Type is not (FieldType.Table or FieldType.Union) || !element.IsSound(field))
                {
                    continue;
                }

                if (element.Child(field) is { } child)
                {
                    next.Add((child, path.To(field, child)));
                }

                var count = element.CountChildren(field);
                for (var index = 0; index < count; index++)
                {
                    if (element.ChildAt(field, index) is { } item)
                    {
                        next.Add((item, path.To(field, item, index)));
                    }
                }
            }

            for (var index = next.Count - 1; index >= 0; index--)
            {
                open.Push(next[index]);
            }

            next.Clear();
        }
    }
}
