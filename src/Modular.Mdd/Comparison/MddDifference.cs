namespace Modular.Mdd.Comparison;

/// <summary>One difference between two databases.</summary>
/// <param name="Path">Where, by the schema's field names and the elements' names, from the root down. What several
/// elements share is reported once, under the first path that leads to it.</param>
/// <param name="Kind">How they differ.</param>
/// <param name="First">What the first database says, or null when it says nothing.</param>
/// <param name="Second">What the second database says, or null when it says nothing.</param>
public sealed record MddDifference(string Path, MddDifferenceKind Kind, string? First, string? Second)
{
    /// <summary>The difference as one line.</summary>
    public override string ToString() => Kind switch
    {
        MddDifferenceKind.OnlyInFirst => $"{Path}: only in the first: {First}",
        MddDifferenceKind.OnlyInSecond => $"{Path}: only in the second: {Second}",
        MddDifferenceKind.Order => $"{Path}: other order: {First} | {Second}",
        _ => $"{Path}: {First ?? "(absent)"} | {Second ?? "(absent)"}",
    };
}
