using System.IO.Enumeration;

namespace Modular.Plugins.Safety.Rules;

/// <summary>Patterns of names: <c>*</c> stands for any characters, <c>?</c> for one. Compares without case.</summary>
/// <param name="patterns">The patterns.</param>
internal sealed class NamePatterns(IReadOnlyList<string> patterns)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => patterns.Count == 0;

    /// <summary>Whether a pattern fits a whole name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when one does.</returns>
    public bool Match(string name)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (FileSystemName.MatchesSimpleExpression(patterns[i], name, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
