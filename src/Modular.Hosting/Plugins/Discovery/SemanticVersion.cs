using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>A version by Semantic Versioning 2.0.0: numbers, pre-release identifiers, precedence. Build metadata is refused.</summary>
internal sealed record SemanticVersion(int Major, int Minor, int Patch, string PreRelease) : IComparable<SemanticVersion>
{
    private const int MaximumLength = 64;

    /// <summary>Reads a version.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength)
        {
            return false;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var preRelease = dash < 0 ? string.Empty : text[(dash + 1)..];
        var numbers = (dash < 0 ? text : text[..dash]).Split('.');
        if (numbers.Length != 3 || (dash >= 0 && !preRelease.Split('.').All(IsIdentifier)))
        {
            return false;
        }

        Span<int> values = stackalloc int[3];
        for (var index = 0; index < 3; index++)
        {
            if (!int.TryParse(numbers[index], NumberStyles.None, CultureInfo.InvariantCulture, out values[index])
                || (numbers[index].Length > 1 && numbers[index][0] == '0'))
            {
                return false;
            }
        }

        version = new SemanticVersion(values[0], values[1], values[2], preRelease);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePreRelease(PreRelease, other.PreRelease);
    }

    /// <inheritdoc/>
    public override string ToString() => PreRelease.Length == 0 ? $"{Major}.{Minor}.{Patch}" : $"{Major}.{Minor}.{Patch}-{PreRelease}";

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static int ComparePreRelease(string left, string right)
    {
        // A release comes after all of its pre-releases.
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var leftParts = left.Split('.');
        var rightParts = right.Split('.');
        for (var index = 0; index < Math.Min(leftParts.Length, rightParts.Length); index++)
        {
            var order = CompareIdentifier(leftParts[index], rightParts[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return leftParts.Length.CompareTo(rightParts.Length);
    }

    private static int CompareIdentifier(string left, string right)
    {
        var leftIsNumber = left.All(char.IsAsciiDigit);
        var rightIsNumber = right.All(char.IsAsciiDigit);
        if (leftIsNumber && rightIsNumber)
        {
            var leftDigits = left.TrimStart('0');
            var rightDigits = right.TrimStart('0');
            var order = leftDigits.Length.CompareTo(rightDigits.Length);
            return order != 0 ? order : string.CompareOrdinal(leftDigits, rightDigits);
        }

        return leftIsNumber == rightIsNumber ? string.CompareOrdinal(left, right) : leftIsNumber ? -1 : 1;
    }
}
