namespace Modular.Mdd.Compression;

/// <summary>Where each group of adaptive probabilities lies in the one array that an LZMA stream has.</summary>
internal static class LzmaLayout
{
    /// <summary>Most values of the position's low bits.</summary>
    public const int PositionStates = 16;

    /// <summary>Lengths from the shortest on that choose a model of their own for the distance's slot.</summary>
    public const int LengthStates = 4;

    /// <summary>Bits of a distance's slot.</summary>
    public const int SlotWidth = 6;

    /// <summary>Low bits of a far distance that have a model.</summary>
    public const int AlignWidth = 4;

    /// <summary>First slot whose distance has bits besides those of the slot.</summary>
    public const int FirstModelledSlot = 4;

    /// <summary>First slot whose distance has bits without a model.</summary>
    public const int FirstDirectSlot = 14;

    /// <summary>Probabilities of one literal model: a tree without and two with a byte to compare.</summary>
    public const int LiteralSize = 0x300;

    /// <summary>Bits of a short and of a middle length.</summary>
    public const int ShortWidth = 3;

    /// <summary>Bits of a long length.</summary>
    public const int LongWidth = 8;

    /// <summary>Shortest match.</summary>
    public const int ShortestMatch = 2;

    /// <summary>Longest match.</summary>
    public const int LongestMatch = ShortestMatch + (2 << ShortWidth) + (1 << LongWidth) - 1;

    /// <summary>Within a group of lengths: the trees of short lengths, behind the two choices between the widths.</summary>
    public const int ShortLengths = 2;

    /// <summary>Within a group of lengths: the trees of middle lengths.</summary>
    public const int MiddleLengths = ShortLengths + (PositionStates << ShortWidth);

    /// <summary>Within a group of lengths: the tree of long lengths.</summary>
    public const int LongLengths = MiddleLengths + (PositionStates << ShortWidth);

    public const int IsMatch = 0;
    public const int IsRepeat = IsMatch + States * PositionStates;
    public const int IsRepeat0 = IsRepeat + States;
    public const int IsRepeat1 = IsRepeat0 + States;
    public const int IsRepeat2 = IsRepeat1 + States;
    public const int IsRepeat0Long = IsRepeat2 + States;
    public const int Slot = IsRepeat0Long + States * PositionStates;
    public const int Special = Slot + (LengthStates << SlotWidth);
    public const int Align = Special + SpecialSize;
    public const int MatchLength = Align + (1 << AlignWidth);
    public const int RepeatLength = MatchLength + LengthSize;
    public const int Literal = RepeatLength + LengthSize;

    private const int States = 12;
    private const int SpecialSize = 115;
    private const int LengthSize = LongLengths + (1 << LongWidth);

    /// <summary>The probabilities at the start of a stream, all of even chance.</summary>
    public static ushort[] Fresh(int literalContextBits, int literalPositionBits)
    {
        var probabilities = new ushort[Literal + (LiteralSize << (literalContextBits + literalPositionBits))];
        Array.Fill(probabilities, LzmaRangeEncoder.EvenChance);
        return probabilities;
    }
}
