namespace Modular.Odx.Losses;

/// <summary>Reasons as words: keys for programs, sentences for people.</summary>
public static class LossReasonText
{
    /// <summary>The key in JSON and in the table of elements, for example <c>no-place</c>.</summary>
    public static string Key(LossReason reason) => reason switch
    {
        LossReason.NoPlace => "no-place",
        LossReason.Prose => "prose",
        LossReason.Administrative => "administrative",
        LossReason.LongName => "long-name",
        LossReason.ShortName => "short-name",
        LossReason.SpecialData => "special-data",
        LossReason.ObjectIdentifier => "object-identifier",
        LossReason.Category => "category",
        LossReason.Unreachable => "unreachable",
        LossReason.Unknown => "unknown",
        LossReason.Cycle => "cycle",
        LossReason.Unresolved => "unresolved",
        LossReason.Surplus => "surplus",
        LossReason.BadValue => "bad-value",
        LossReason.Audience => "audience",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
    };

    /// <summary>A sentence without full stop.</summary>
    public static string Sentence(LossReason reason) => reason switch
    {
        LossReason.NoPlace => "a database has no place for it",
        LossReason.Prose => "descriptions for readers are not stored",
        LossReason.Administrative => "authors, companies and history are not stored, only the last revision label",
        LossReason.LongName => "a database has no long name for this element",
        LossReason.ShortName => "a database has no short name for this element",
        LossReason.SpecialData => "a database has no special data for this element",
        LossReason.ObjectIdentifier => "object identifiers are not stored",
        LossReason.Category => "databases do not cover this category of ODX",
        LossReason.Unreachable => "nothing that the database holds refers to it",
        LossReason.Unknown => "not known at this place in ODX 2.0 to 2.2",
        LossReason.Cycle => "it would make the database contain itself",
        LossReason.Unresolved => "what it refers to was not found",
        LossReason.Surplus => "only one is possible, the first was taken",
        LossReason.BadValue => "its value is not allowed",
        LossReason.Audience => "the chosen audience may not use it",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
    };

    internal static LossReason Parse(string key) =>
        Enum.GetValues<LossReason>().Cast<LossReason?>().FirstOrDefault(reason => Key(reason!.Value) == key)
        ?? throw new FormatException($"'{key}' is no reason.");
}
