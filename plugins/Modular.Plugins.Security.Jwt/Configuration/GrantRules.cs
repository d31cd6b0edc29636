using System.Globalization;
using Modular.Plugins.Security.Jwt.Rights;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Checks <c>Jwt:Rights</c> and <c>Jwt:Grants</c>.</summary>
internal static class GrantRules
{
    private const int MaxPatternLength = 256;

    /// <summary>Checks.</summary>
    /// <param name="options">Section <c>Jwt</c>.</param>
    /// <param name="mistakes">Takes every mistake.</param>
    public static void Check(JwtOptions options, List<string> mistakes)
    {
        if (options.Grants.Count > 0 && options.Rights is { } rights and not RightsSource.Grants)
        {
            mistakes.Add($"Jwt:Rights is {rights}, so Jwt:Grants would not count. Leave one of them out.");
        }

        if (options.Grants.Count == 0 && options.Rights == RightsSource.Grants)
        {
            mistakes.Add("Jwt:Rights is Grants, but Jwt:Grants is empty: nobody could do anything.");
        }

        for (var i = 0; i < options.Grants.Count; i++)
        {
            Check(options.Grants[i], $"Jwt:Grants:{i}", mistakes);
        }
    }

    private static void Check(GrantOptions grant, string path, List<string> mistakes)
    {
        if (grant.Values.Length == 0)
        {
            mistakes.Add($"{path}:Values is missing: which values of '{grant.Claim}' give these rights. '*' stands for any.");
        }

        CheckPatterns(grant.Values, $"{path}:Values", mistakes);
        CheckPatterns(grant.Entities, $"{path}:Entities", mistakes);
        CheckPatterns(grant.Resources, $"{path}:Resources", mistakes);
        CheckPatterns(grant.Services, $"{path}:Services", mistakes);
        CheckPatterns(grant.FunctionalClasses, $"{path}:FunctionalClasses", mistakes);
        for (var i = 0; i < grant.ServiceIds?.Length; i++)
        {
            if (grant.ServiceIds[i].Length > 2 || !byte.TryParse(grant.ServiceIds[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            {
                mistakes.Add($"{path}:ServiceIds:{i} '{grant.ServiceIds[i]}' is no service identifier of one or two hexadecimal digits.");
            }
        }
    }

    private static void CheckPatterns(string[]? patterns, string path, List<string> mistakes)
    {
        for (var i = 0; i < patterns?.Length; i++)
        {
            if (patterns[i].Length is 0 or > MaxPatternLength)
            {
                mistakes.Add($"{path}:{i} is empty or longer than {MaxPatternLength} characters.");
            }
        }
    }
}
