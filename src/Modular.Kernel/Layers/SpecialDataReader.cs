using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Layers;

/// <summary>Reads special data groups.</summary>
internal static class SpecialDataReader
{
    private const int MaxDepth = 32;
    private const int MaxItems = 100_000;

    public static IReadOnlyList<SpecialDataGroup> Read(Sdgs? groups)
    {
        var left = MaxItems;
        return groups is { } given ? [.. given.Groups.Select(group => Read(group, 0, ref left))] : [];
    }

    private static SpecialDataGroup Read(Sdg group, int depth, ref int left)
    {
        var items = new List<SpecialDataItem>();
        foreach (var item in group.Items)
        {
            if (depth > MaxDepth || --left < 0)
            {
                throw new DiagnosticException(
                    DiagnosticFailure.DatabaseInvalid, $"Special data is nested deeper than {MaxDepth} levels or has over {MaxItems} items");
            }

            if (item.AsSdg is { } inner)
            {
                items.Add(new SpecialDataItem(Read(inner, depth + 1, ref left), null, null, null));
            }
            else if (item.AsSd is { } datum)
            {
                items.Add(new SpecialDataItem(null, datum.Value, datum.Si, datum.Ti));
            }
        }

        return new SpecialDataGroup(group.CaptionShortName, group.Si, items);
    }
}
