namespace Modular.Mdd.Comparison;

/// <summary>What counts as a difference between databases.</summary>
public sealed record MddComparisonOptions
{
    /// <summary>The defaults.</summary>
    public static MddComparisonOptions Default { get; } = new();

    /// <summary>Whether an optional number that is absent equals one that is zero. Default false: it is a difference of its own kind.</summary>
    public bool AbsentIsZero { get; init; }

    /// <summary>Whether fields that this project appended to the published schema are passed over. Default false.</summary>
    public bool PublishedOnly { get; init; }
}
