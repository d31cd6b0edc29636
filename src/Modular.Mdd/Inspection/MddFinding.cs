namespace Modular.Mdd.Inspection;

/// <summary>Something that is wrong with a database.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Place">Where: a chunk, or the path of an element by the schema's field names and the elements' names.</param>
/// <param name="Message">What is wrong.</param>
public sealed record MddFinding(MddFindingSeverity Severity, string Place, string Message)
{
    /// <summary>The finding as one line.</summary>
    public override string ToString() => $"{(Severity == MddFindingSeverity.Error ? "error" : "warning")}: {Place}: {Message}";
}
