namespace Modular.Mdd.Compression;

/// <summary>What symbols cost in an LZMA stream at present, in sixteenths of a bit.</summary>
internal sealed class LzmaPrices
{
    /// <summary>Distances below this have one price each.</summary>
    public const int NearDistances = 128;

    private const int PriceShift = 4;
    private const int ReducedBits = 4;
    private const int Lengths = LzmaLayout.LongestMatch - LzmaLayout.ShortestMatch + 1;
    private const int Slots = 1 << LzmaLayout.SlotWidth;
    private const int RefreshAfter = 64;
    private const uint DirectBit = 1 << PriceShift;

    private static readonly uint[] BitPrices = MakeBitPrices();

    private readonly ushort[] _probabilities;
    private readonly int _positionStates;
    private readonly uint[] _matchLengths = new uint[LzmaLayout.PositionStates * Lengths];
    private readonly uint[] _repeatLengths = new uint[LzmaLayout.PositionStates * Lengths];
    private readonly uint[] _slots = new uint[LzmaLayout.LengthStates * Slots];
    private readonly uint[] _near = new uint[LzmaLayout.LengthStates * NearDistances];
    private readonly uint[] _align = new uint[1 << LzmaLayout.AlignWidth];
    private int _age = RefreshAfter;

    public LzmaPrices(ushort[] probabilities, int positionBits)
    {
        _probabilities = probabilities;
        _positionStates = 1 << positionBits;
    }

    /// <summary>Price of a decision.</summary>
    public static uint OfBit(uint probability, uint bit) => BitPrices[(probability ^ ((0 - bit) & 0x7ff)) >> ReducedBits];

    /// <summary>Price of a decision by the place of its probability.</summary>
    public uint Of(int index, uint bit) => OfBit(_probabilities[index], bit);

    /// <summary>Price of a new match's length.</summary>
    public uint OfMatchLength(int length, int positionState) => _matchLengths[positionState * Lengths + length - LzmaLayout.ShortestMatch];

    /// <summary>Price of a repeat's length.</summary>
    public uint OfRepeatLength(int length, int positionState) => _repeatLengths[positionState * Lengths + length - LzmaLayout.ShortestMatch];

    /// <summary>Price of a distance, less one, which a length influences.</summary>
    public uint OfDistance(uint distance, int length)
    {
        var lengthState = Math.Min(length - LzmaLayout.ShortestMatch, LzmaLayout.LengthStates - 1);
        return distance < NearDistances
            ? _near[lengthState * NearDistances + (int)distance]
            : _slots[lengthState * Slots + SlotOf(distance)] + _align[distance & ((1 << LzmaLayout.AlignWidth) - 1)];
    }

    /// <summary>Price of a literal, whose model starts at an index; with a byte to compare when it stands behind a match.</summary>
    public uint OfLiteral(int model, byte value, int expected)
    {
        uint price = 0;
        var symbol = value | 0x100u;
        if (expected < 0)
        {
            for (; symbol != 1; symbol >>= 1)
            {
                price += Of(model + (int)(symbol >> 1), symbol & 1);
            }

            return price;
        }

        var offset = 0x100u;
        var compared = (uint)expected;
        for (symbol = value | 0x100u; symbol < 0x10000; symbol <<= 1)
        {
            compared <<= 1;
            price += Of(model + (int)(offset + (compared & offset) + (symbol >> 8)), (symbol >> 7) & 1);
            offset &= ~(compared ^ (symbol << 1));
        }

        return price;
    }

    /// <summary>Slot of a distance, less one.</summary>
    public static int SlotOf(uint distance)
    {
        if (distance < LzmaLayout.FirstModelledSlot)
        {
            return (int)distance;
        }

        var width = System.Numerics.BitOperations.Log2(distance);
        return (width << 1) | (int)((distance >> (width - 1)) & 1);
    }

    /// <summary>Notes that a match was written, which changed what lengths and distances cost.</summary>
    public void Grow() => _age++;

    /// <summary>Computes anew what lengths and distances cost, if enough has changed.</summary>
    public void Refresh()
    {
        if (_age < RefreshAfter)
        {
            return;
        }

        _age = 0;
        for (var state = 0; state < _positionStates; state++)
        {
            RefreshLengths(_matchLengths.AsSpan(state * Lengths, Lengths), LzmaLayout.MatchLength, state);
            RefreshLengths(_repeatLengths.AsSpan(state * Lengths, Lengths), LzmaLayout.RepeatLength, state);
        }

        for (var value = 0u; value < _align.Length; value++)
        {
            _align[value] = OfReverseTree(LzmaLayout.Align, LzmaLayout.AlignWidth, value);
        }

        for (var lengthState = 0; lengthState < LzmaLayout.LengthStates; lengthState++)
        {
            RefreshDistances(lengthState);
        }
    }

    private void RefreshLengths(Span<uint> prices, int group, int positionState)
    {
        const int shortLengths = 1 << LzmaLayout.ShortWidth;
        var (none, some) = (Of(group, 0), Of(group, 1));
        for (var length = 0; length < prices.Length; length++)
        {
            prices[length] = length switch
            {
                < shortLengths => none + OfTree(group + LzmaLayout.ShortLengths + positionState * shortLengths, LzmaLayout.ShortWidth, (uint)length),
                < 2 * shortLengths => some + Of(group + 1, 0)
                    + OfTree(group + LzmaLayout.MiddleLengths + positionState * shortLengths, LzmaLayout.ShortWidth, (uint)length - shortLengths),
                _ => some + Of(group + 1, 1) + OfTree(group + LzmaLayout.LongLengths, LzmaLayout.LongWidth, (uint)length - 2 * shortLengths),
            };
        }
    }

    private void RefreshDistances(int lengthState)
    {
        var slots = _slots.AsSpan(lengthState * Slots, Slots);
        for (var slot = 0; slot < Slots; slot++)
        {
            slots[slot] = OfTree(LzmaLayout.Slot + lengthState * Slots, LzmaLayout.SlotWidth, (uint)slot);
            if (slot >= LzmaLayout.FirstDirectSlot)
            {
                slots[slot] += (uint)((slot >> 1) - 1 - LzmaLayout.AlignWidth) * DirectBit;
            }
        }

        var near = _near.AsSpan(lengthState * NearDistances, NearDistances);
        for (var distance = 0u; distance < NearDistances; distance++)
        {
            var slot = SlotOf(distance);
            near[(int)distance] = slots[slot];
            if (slot >= LzmaLayout.FirstModelledSlot)
            {
                var width = (slot >> 1) - 1;
                var first = (2u | ((uint)slot & 1)) << width;
                near[(int)distance] += OfReverseTree(LzmaLayout.Special + (int)first - slot, width, distance - first);
            }
        }
    }

    private uint OfTree(int start, int width, uint value)
    {
        uint price = 0;
        for (var node = value | (1u << width); node != 1; node >>= 1)
        {
            price += Of(start + (int)(node >> 1), node & 1);
        }

        return price;
    }

    private uint OfReverseTree(int start, int width, uint value)
    {
        uint price = 0;
        uint node = 1;
        for (; width > 0; width--)
        {
            var bit = value & 1;
            value >>= 1;
            price += Of(start + (int)node, bit);
            node = (node << 1) | bit;
        }

        return price;
    }

    // The logarithm is taken by squaring in whole numbers, so that streams are equal on every machine.
    private static uint[] MakeBitPrices()
    {
        var prices = new uint[1 << (LzmaRangeEncoder.ProbabilityBits - ReducedBits)];
        for (var i = 0; i < prices.Length; i++)
        {
            var value = ((uint)i << ReducedBits) + (1u << (ReducedBits - 1));
            var log = 0;
            for (var bit = 0; bit < PriceShift; bit++)
            {
                value *= value;
                log <<= 1;
                while (value >= 1 << 16)
                {
                    value >>= 1;
                    log++;
                }
            }

            prices[i] = (uint)((LzmaRangeEncoder.ProbabilityBits << PriceShift) - (16 - 1) - log);
        }

        return prices;
    }
}
