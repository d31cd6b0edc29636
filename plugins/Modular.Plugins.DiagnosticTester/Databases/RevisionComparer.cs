using System.Globalization;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Orders revisions such as <c>00.10.02</c>: part by part, as numbers where both are. No revision is the oldest.</summary>
internal sealed class RevisionComparer : IComparer<string?>
{
    public static RevisionComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var left = x.Split('.');
        var right = y.Split('.');
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var areNumbers = ulong.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var a)
                & ulong.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var b);
            var order = areNumbers ? a.CompareTo(b) : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
