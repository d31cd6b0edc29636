namespace Modular.Odx.Documents;

/// <summary>One string for equal short texts, which descriptions repeat by the thousand.</summary>
internal sealed class TextPool
{
    private const int LongestPooled = 96;
    private const int MaxPooled = 1_000_000;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (text.Length > LongestPooled)
        {
            return text.ToString();
        }

        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        if (_texts.Count < MaxPooled)
        {
            _texts.Add(made);
        }

        return made;
    }
}
