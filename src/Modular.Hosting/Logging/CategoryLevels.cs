namespace Modular.Hosting.Logging;

/// <summary>The operator's levels: one for everything, others by beginning of a category. The longest beginning wins.</summary>
/// <param name="defaultLevel">Level of categories that no entry names.</param>
/// <param name="levels">Levels by whole parts of a category, from <c>Log:Levels</c>.</param>
internal sealed class CategoryLevels(LogLevel defaultLevel, IReadOnlyDictionary<string, LogLevel> levels)
{
    /// <summary>The web server's own chatter is of interest only when it is a warning, unless the operator says otherwise.</summary>
    private const string Framework = "Microsoft";

    /// <summary>Least serious level that is logged for a category.</summary>
    public LogLevel Find(string category)
    {
        var length = -1;
        var level = defaultLevel;
        if (IsWithin(category, Framework))
        {
            length = Framework.Length - 1;
            level = LogLevel.Warning;
        }

        foreach (var (beginning, candidate) in levels)
        {
            if (beginning.Length > length && IsWithin(category, beginning))
            {
                length = beginning.Length;
                level = candidate;
            }
        }

        return level;
    }

    private static bool IsWithin(string category, string beginning) =>
        category.StartsWith(beginning, StringComparison.Ordinal)
        && (category.Length == beginning.Length || category[beginning.Length] == '.');
}
