namespace Modular.Plugins.Sovd.Naming;

/// <summary>Cuts the first matching affix of a list from a name, once. Compares without case, keeps the name's case.</summary>
/// <param name="Position">Where the affixes stand.</param>
/// <param name="Affixes">The affixes in the order in which they are tried.</param>
internal sealed record AffixRule(AffixPosition Position, IReadOnlyList<string> Affixes)
{
    /// <summary>Cuts.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The rest; the name itself when no affix matches or nothing would be left.</returns>
    public string Trim(string name)
    {
        for (var i = 0; i < Affixes.Count; i++)
        {
            var affix = Affixes[i];
            if (affix.Length == 0 || affix.Length >= name.Length)
            {
                continue;
            }

            if (Position == AffixPosition.Suffix && name.EndsWith(affix, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^affix.Length];
            }

            if (Position == AffixPosition.Prefix && name.StartsWith(affix, StringComparison.OrdinalIgnoreCase))
            {
                return name[affix.Length..];
            }
        }

        return name;
    }
}
