using System.Runtime.CompilerServices;

namespace Modular.Mdd.Compression;

/// <summary>Reads decisions of the range coder. The coder's state lives in locals of the caller, where it is fastest.</summary>
/// <remarks>The caller sees to it that <see cref="LongestSymbol"/> bytes may be read.</remarks>
internal static unsafe class LzmaBits
{
    /// <summary>
    /// Most bytes that one symbol takes: 22 decisions of at most 6.1 bits and 26 bits without a model make 20 bytes, one more
    /// refills the range at the end, and some are to spare.
    /// </summary>
    public const int LongestSymbol = 24;

    private const uint One = 1u << LzmaRangeEncoder.ProbabilityBits;

    /// <summary>Makes sure that the range has bits enough for a decision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Refill(ref uint range, ref uint code, ref byte* source)
    {
        if (range < LzmaRangeEncoder.SmallestRange)
        {
            range <<= 8;
            code = (code << 8) | *source++;
        }
    }

    /// <summary>Reads a decision and adapts its probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Read(ushort* probability, ref uint range, ref uint code, ref byte* source)
    {
        Refill(ref range, ref code, ref source);
        uint p = *probability;
        var bound = (range >> LzmaRangeEncoder.ProbabilityBits) * p;
        if (code < bound)
        {
            range = bound;
            *probability = (ushort)(p + ((One - p) >> LzmaRangeEncoder.AdaptionShift));
            return 0;
        }

        range -= bound;
        code -= bound;
        *probability = (ushort)(p - (p >> LzmaRangeEncoder.AdaptionShift));
        return 1;
    }

    /// <summary>Reads a number of fixed width through a tree of probabilities, most significant bit first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadTree(ushort* probabilities, int width, ref uint range, ref uint code, ref byte* source)
    {
        uint node = 1;
        var end = 1u << width;
        do
        {
            node = (node << 1) | Read(probabilities + node, ref range, ref code, ref source);
        }
        while (node < end);
        return node - end;
    }

    /// <summary>Reads a number of fixed width through a tree of probabilities, least significant bit first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadReverseTree(ushort* probabilities, int width, ref uint range, ref uint code, ref byte* source)
    {
        uint node = 1;
        uint result = 0;
        for (var i = 0; i < width; i++)
        {
            var bit = Read(probabilities + node, ref range, ref code, ref source);
            node = (node << 1) | bit;
            result |= bit << i;
        }

        return result;
    }

    /// <summary>Reads bits of even chance, most significant first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadDirect(int count, ref uint range, ref uint code, ref byte* source)
    {
        uint result = 0;
        for (; count > 0; count--)
        {
            Refill(ref range, ref code, ref source);
            range >>= 1;
            code -= range;
            // All ones when the code was below the middle of the range, else zero.
            var below = 0 - (code >> 31);
            code += range & below;
            result = (result << 1) + (below + 1);
        }

        return result;
    }

    /// <summary>Reads a length, less the two bytes every match has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadLength(ushort* group, int positionState, ref uint range, ref uint code, ref byte* source)
    {
        if (Read(group, ref range, ref code, ref source) == 0)
        {
            return ReadTree(
                group + LzmaLayout.ShortLengths + (positionState << LzmaLayout.ShortWidth), LzmaLayout.ShortWidth, ref range, ref code, ref source);
        }

        if (Read(group + 1, ref range, ref code, ref source) == 0)
        {
            return (1u << LzmaLayout.ShortWidth) + ReadTree(
                group + LzmaLayout.MiddleLengths + (positionState << LzmaLayout.ShortWidth), LzmaLayout.ShortWidth, ref range, ref code, ref source);
        }

        return (2u << LzmaLayout.ShortWidth) + ReadTree(group + LzmaLayout.LongLengths, LzmaLayout.LongWidth, ref range, ref code, ref source);
    }

    /// <summary>Reads a distance, less one; all ones is the end marker.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadDistance(ushort* probabilities, uint length, ref uint range, ref uint code, ref byte* source)
    {
        var lengthState = Math.Min(length, LzmaLayout.LengthStates - 1);
        var slot = ReadTree(
            probabilities + LzmaLayout.Slot + (lengthState << LzmaLayout.SlotWidth), LzmaLayout.SlotWidth, ref range, ref code, ref source);
        if (slot < LzmaLayout.FirstModelledSlot)
        {
            return slot;
        }

        var width = (int)(slot >> 1) - 1;
        var distance = (2 | (slot & 1)) << width;
        if (slot < LzmaLayout.FirstDirectSlot)
        {
            // The trees of these slots lie one behind another, each without its unused first entry.
            return distance + ReadReverseTree(probabilities + LzmaLayout.Special + (distance - slot), width, ref range, ref code, ref source);
        }

        distance += ReadDirect(width - LzmaLayout.AlignWidth, ref range, ref code, ref source) << LzmaLayout.AlignWidth;
        return distance + ReadReverseTree(probabilities + LzmaLayout.Align, LzmaLayout.AlignWidth, ref range, ref code, ref source);
    }
}
