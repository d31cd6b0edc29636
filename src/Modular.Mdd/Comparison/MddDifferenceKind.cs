namespace Modular.Mdd.Comparison;

/// <summary>How two databases differ at a place.</summary>
public enum MddDifferenceKind
{
    /// <summary>Both have a value, and the values differ.</summary>
    Value,

    /// <summary>Only the first database has it.</summary>
    OnlyInFirst,

    /// <summary>Only the second database has it.</summary>
    OnlyInSecond,

    /// <summary>Both have it, but of different kinds.</summary>
    Kind,

    /// <summary>Both have the same elements in another order, and the order has a meaning.</summary>
    Order,

    /// <summary>One says zero and the other says nothing, which some writers do when they mean zero.</summary>
    ZeroOrAbsent,
}
