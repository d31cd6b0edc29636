namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>A pattern of names: <c>*</c> stands for any characters, <c>?</c> for one. Compares without case; allocates nothing.</summary>
internal readonly record struct Glob
{
    private readonly string _pattern;
    private readonly bool _isAnything;
    private readonly bool _isLiteral;

    /// <summary>Takes a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public Glob(string pattern)
    {
        _pattern = pattern;
        _isAnything = pattern == "*";
        _isLiteral = pattern.AsSpan().IndexOfAny('*', '?') < 0;
    }

    /// <summary>Matches everything.</summary>
    public static Glob Anything { get; } = new("*");

    /// <summary>Whether one of some patterns fits a name.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="name">The name.</param>
    /// <returns>True when one does.</returns>
    public static bool MatchesAny(Glob[] patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the pattern fits a whole name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it does.</returns>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (_isAnything)
        {
            return true;
        }

        return _isLiteral ? name.Equals(_pattern, StringComparison.OrdinalIgnoreCase) : MatchesWildcards(_pattern, name);
    }

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    // Only the last star needs to be tried again, so the time is bounded by the product of both lengths.
    private static bool MatchesWildcards(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreEqual(pattern[p], name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    private static bool AreEqual(char left, char right) => left == right || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
