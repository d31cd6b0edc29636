using System.Collections.Frozen;
using Modular.Odx.Losses;

namespace Modular.Odx.Catalogue;

/// <summary>All elements of ODX that are known, read from the one table odx-elements.txt.</summary>
internal sealed class ElementCatalogue
{
    private const string Everything = "*";
    private const string ListMark = "[]";
    private const string Resource = "odx-elements.txt";
    private readonly FrozenDictionary<string, ElementRule> _rules;
    private readonly ElementRule _everything;

    private ElementCatalogue(Dictionary<string, ElementRule> rules)
    {
        _rules = rules.ToFrozenDictionary(StringComparer.Ordinal);
        _everything = _rules[Everything];
    }

    public static ElementCatalogue Instance { get; } = Load();

    public IEnumerable<ElementRule> Rules => _rules.Values;

    public ElementRule? Find(string element) => _rules.GetValueOrDefault(element);

    /// <summary>Null when the child or attribute is kept, else why it is lost.</summary>
    public LossReason? FindLoss(ElementRule? rule, string child)
    {
        if (rule is not null)
        {
            if (rule.Kept.Contains(child))
            {
                return null;
            }

            if (rule.Lost.TryGetValue(child, out var own))
            {
                return own;
            }
        }

        return _everything.Kept.Contains(child) ? null : _everything.Lost.TryGetValue(child, out var common) ? common : LossReason.Unknown;
    }

    public LossReason UnusedReason(string element) => Find(element)?.Unused ?? LossReason.Unreachable;

    private static ElementCatalogue Load()
    {
        using var stream = typeof(ElementCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var rules = new Dictionary<string, ElementRule>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                Read(line, rules);
            }
        }

        return new ElementCatalogue(rules);
    }

    private static void Read(string line, Dictionary<string, ElementRule> rules)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        var kept = Words(bar < 0 ? line[(colon + 1)..] : line[(colon + 1)..bar]).Select(string.Intern).ToFrozenSet(StringComparer.Ordinal);
        var lost = (bar < 0 ? [] : Words(line[(bar + 1)..]))
            .Select(static word => word.Split('='))
            .ToFrozenDictionary(static pair => string.Intern(pair[0]), static pair => LossReasonText.Parse(pair[1]), StringComparer.Ordinal);
        var heads = Words(line[..colon]);
        var unused = heads.FirstOrDefault(static word => word[0] == '!') is { } reason ? LossReasonText.Parse(reason[1..]) : LossReason.Unreachable;
        foreach (var name in heads.Where(static word => word[0] is not ('!' or '[')))
        {
            rules.Add(string.Intern(name), new ElementRule(name, heads.Contains(ListMark), unused, kept, lost));
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
