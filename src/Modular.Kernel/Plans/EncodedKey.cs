using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>
/// A LENGTH-KEY or TABLE-KEY within a message being encoded. Where its value was not given it keeps its place until the
/// data that depends on it tells the value.
/// </summary>
internal sealed class EncodedKey
{
    public required Param Parameter { get; init; }

    /// <summary>Writes the value; null for a key that has no place of its own yet.</summary>
    public ParameterPlan? Plan { get; init; }

    public int Position { get; init; }

    /// <summary>Whether <see cref="Number"/> or <see cref="Row"/> is final.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Physical value of a LENGTH-KEY.</summary>
    public long Number { get; set; }

    /// <summary>Row of a TABLE-KEY.</summary>
    public TableRowPlan? Row { get; set; }
}
