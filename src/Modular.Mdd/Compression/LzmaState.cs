namespace Modular.Mdd.Compression;

/// <summary>What the last few symbols of an LZMA stream were, as one of twelve states.</summary>
internal struct LzmaState
{
    private const int PositionStateBits = 4;
    private const int FirstBehindMatch = 7;

    /// <summary>The state, 0 to 11.</summary>
    public int Value { get; private set; }

    /// <summary>Whether the last symbol was a match or a repeat.</summary>
    public readonly bool IsBehindMatch => Value >= FirstBehindMatch;

    /// <summary>Index of a model that depends on the state and the position's low bits.</summary>
    public readonly int With(int positionState) => (Value << PositionStateBits) + positionState;

    public void Literal() => Value = Value < 4 ? 0 : Value < 10 ? Value - 3 : Value - 6;

    public void Match() => Value = IsBehindMatch ? 10 : 7;

    public void Repeat() => Value = IsBehindMatch ? 11 : 8;

    public void ShortRepeat() => Value = IsBehindMatch ? 11 : 9;
}
