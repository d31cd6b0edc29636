namespace Modular.Mdd.Compression;

/// <summary>Adaptive probabilities of an LZMA stream, all of even chance at first.</summary>
internal sealed class LzmaModel(LzmaProperties properties)
{
    /// <summary>Most values of the position's low bits.</summary>
    public const int PositionStates = 16;

    /// <summary>Probabilities of one literal model: a tree without and two with a byte to compare.</summary>
    public const int LiteralModelSize = 0x300;

    private const int States = 12;
    private const int LengthStates = 4;
    private const int SlotWidth = 6;
    private const int AlignWidth = 4;
    private const int FirstModelledSlot = 4;
    private const int FirstDirectSlot = 14;
    private const int SlotModelSize = 115;

    private readonly ushort[] _slot = Fresh(LengthStates << SlotWidth);
    private readonly ushort[] _special = Fresh(SlotModelSize);
    private readonly ushort[] _align = Fresh(1 << AlignWidth);

    public ushort[] Literal { get; } = Fresh(LiteralModelSize << (properties.LiteralContextBits + properties.LiteralPositionBits));

    public ushort[] IsMatch { get; } = Fresh(States * PositionStates);

    public ushort[] IsRepeat { get; } = Fresh(States);

    public ushort[] IsRepeat0 { get; } = Fresh(States);

    public ushort[] IsRepeat0Long { get; } = Fresh(States * PositionStates);

    public ushort[] IsRepeat1 { get; } = Fresh(States);

    public ushort[] IsRepeat2 { get; } = Fresh(States);

    public LzmaLengthModel MatchLength { get; } = new();

    public LzmaLengthModel RepeatLength { get; } = new();

    /// <summary>Reads a distance, less one; all ones is the end marker.</summary>
    public uint ReadDistance(ref LzmaRangeDecoder coder, uint length)
    {
        var lengthState = (int)Math.Min(length, LengthStates - 1);
        var slot = coder.ReadTree(_slot.AsSpan(lengthState << SlotWidth), SlotWidth);
        if (slot < FirstModelledSlot)
        {
            return slot;
        }

        var width = (int)(slot >> 1) - 1;
        var distance = (2 | (slot & 1)) << width;
        if (slot < FirstDirectSlot)
        {
            // The trees of these slots lie one behind another, each without its unused first entry.
            return distance + coder.ReadReverseTree(_special.AsSpan((int)(distance - slot)), width);
        }

        distance += coder.ReadDirect(width - AlignWidth) << AlignWidth;
        return distance + coder.ReadReverseTree(_align, AlignWidth);
    }

    public static ushort[] Fresh(int size)
    {
        var probabilities = new ushort[size];
        Array.Fill(probabilities, LzmaRangeDecoder.InitialProbability);
        return probabilities;
    }
}
