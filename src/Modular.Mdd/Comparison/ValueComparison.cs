using Modular.Mdd.Schema;

namespace Modular.Mdd.Comparison;

/// <summary>Compares the numbers and texts of two elements.</summary>
internal static class ValueComparison
{
    public static void Compare(ElementPair pair, in FieldDescription field, MddComparisonOptions options, List<MddDifference> found)
    {
        if (field.IsVector)
        {
            CompareVectors(pair, field, found);
            return;
        }

        var first = pair.First.Text(field) ?? MddElement.AbsentText(field);
        var second = pair.Second.Text(field) ?? MddElement.AbsentText(field);
        if (first == second)
        {
            return;
        }

        var kind = (first, second) switch
        {
            (null, "0" or "false") or ("0" or "false", null) when field.IsNullable => MddDifferenceKind.ZeroOrAbsent,
            (null, _) => MddDifferenceKind.OnlyInSecond,
            (_, null) => MddDifferenceKind.OnlyInFirst,
            _ => MddDifferenceKind.Value,
        };
        if (kind != MddDifferenceKind.ZeroOrAbsent || !options.AbsentIsZero)
        {
            found.Add(new MddDifference(pair.Path.With(field.Name), kind, first, second));
        }
    }

    private static void CompareVectors(ElementPair pair, in FieldDescription field, List<MddDifference> found)
    {
        switch (field.Type)
        {
            case FieldType.String:
                CompareSets([.. pair.First.Table.GetStringVector(field.Id)], [.. pair.Second.Table.GetStringVector(field.Id)], pair, field, found);
                break;
            case FieldType.UInt32:
                CompareSets([.. pair.First.Table.GetScalarVector<uint>(field.Id)], [.. pair.Second.Table.GetScalarVector<uint>(field.Id)], pair, field, found);
                break;
            default:
                var first = pair.First.Text(field) ?? "";
                var second = pair.Second.Text(field) ?? "";
                if (Normalise(field, first) != Normalise(field, second))
                {
                    found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.Value, first, second));
                }

                break;
        }
    }

    // Lists of texts and of trouble codes are sets: constants to choose from, names not to inherit.
    private static void CompareSets<T>(List<T> first, List<T> second, ElementPair pair, in FieldDescription field, List<MddDifference> found)
    {
        foreach (var value in first.Except(second))
        {
            found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.OnlyInFirst, value?.ToString(), null));
        }

        foreach (var value in second.Except(first))
        {
            found.Add(new MddDifference(pair.Path.With(field.Name), MddDifferenceKind.OnlyInSecond, null, value?.ToString()));
        }
    }

    // A missing denominator is one.
    private static string Normalise(in FieldDescription field, string text) => field.Name == "denominator" && text.Length == 0 ? "1" : text;
}
