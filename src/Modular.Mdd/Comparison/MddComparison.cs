using Modular.Mdd.Schema;

namespace Modular.Mdd.Comparison;

/// <summary>Compares databases by what they mean, not by their bytes.</summary>
/// <remarks>
/// Named elements (services, parameters, types, com-params, states, units...) are matched by name, all others by position.
/// The order of named elements counts where it has a meaning: parameters and cases. How tables are shared, what a writer
/// leaves out because it is the default, and what the kind of a content implies anyway make no difference. Differences come
/// one by one while the comparison goes on; its memory grows with the tables compared, not with the differences.
/// </remarks>
public static class MddComparison
{
    private static readonly int[] Ordered = [Param.SchemaIndex, Case.SchemaIndex];

    // Numbering, and facts about the making of the payload.
    private static readonly HashSet<(int Type, string Field)> WithoutMeaning =
    [
        (Param.SchemaIndex, "id"),
        (EcuData.SchemaIndex, "version"),
        (EcuData.SchemaIndex, "metadata"),
        (EcuData.SchemaIndex, "feature_flags"),
    ];

    /// <summary>Compares two databases.</summary>
    /// <param name="first">The first database.</param>
    /// <param name="second">The second database.</param>
    /// <param name="options">What counts as a difference; null takes the defaults.</param>
    /// <returns>The differences, found while they are enumerated; none when the databases mean the same.</returns>
    /// <exception cref="MddFormatException">A database is damaged; thrown while enumerating.</exception>
    public static IEnumerable<MddDifference> Compare(MddDatabase first, MddDatabase second, MddComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Compare(MddElement.Root(first), MddElement.Root(second), options);
    }

    /// <summary>Compares two elements of a kind and all that they refer to, for example two services.</summary>
    /// <exception cref="ArgumentException">The elements are of different kinds.</exception>
    public static IEnumerable<MddDifference> Compare(MddElement first, MddElement second, MddComparisonOptions? options = null) =>
        first.Type == second.Type
            ? Walk(first, second, options ?? MddComparisonOptions.Default)
            : throw new ArgumentException($"A {second.TypeName} cannot be compared with a {first.TypeName}.", nameof(second));

    private static IEnumerable<MddDifference> Walk(MddElement first, MddElement second, MddComparisonOptions options)
    {
        var met = new HashSet<(int, int, int)>();
        var open = new Stack<ElementPair>();
        var next = new List<ElementPair>();
        var found = new List<MddDifference>();
        open.Push(new ElementPair(first, second, ElementPath.Root));
        while (open.TryPop(out var pair))
        {
            if (!met.Add((pair.First.Table.Offset, pair.Second.Table.Offset, pair.First.Type)))
            {
                continue;
            }

            foreach (var field in pair.First.Description.Fields)
            {
                if (field.IsImplied || (options.PublishedOnly && field.IsOurs) || WithoutMeaning.Contains((pair.First.Type, field.Name)))
                {
                    continue;
                }

                CompareField(pair, field, options, next, found);
                foreach (var difference in found)
                {
                    yield return difference;
                }

                found.Clear();
            }

            for (var index = next.Count - 1; index >= 0; index--)
            {
                open.Push(next[index]);
            }

            next.Clear();
        }
    }

    private static void CompareField(
        ElementPair pair, FieldDescription field, MddComparisonOptions options, List<ElementPair> next, List<MddDifference> found)
    {
        if (field.Type is not (FieldType.Table or FieldType.Union))
        {
            ValueComparison.Compare(pair, field, options, found);
        }
        else if (field.IsVector)
        {
            ListComparison.Compare(pair, field, Ordered.Contains(field.Target) && field.Type == FieldType.Table, next, found);
        }
        else
        {
            CompareChild(pair, field, next, found);
        }
    }

    private static void CompareChild(ElementPair pair, FieldDescription field, List<ElementPair> next, List<MddDifference> found)
    {
        switch (pair.First.Child(field), pair.Second.Child(field))
        {
            case (null, null):
                break;
            case ({ } left, null):
                found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.OnlyInFirst, left.ToString(), null));
                break;
            case (null, { } right):
                found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.OnlyInSecond, null, right.ToString()));
                break;
            case ({ } left, { } right) when left.Type != right.Type:
                found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.Kind, left.ToString(), right.ToString()));
                break;
            case ({ } left, { } right):
                next.Add(new ElementPair(left, right, pair.Path.To(field, left)));
                break;
        }
    }
}
