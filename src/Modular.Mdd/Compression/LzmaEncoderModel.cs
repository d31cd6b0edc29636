namespace Modular.Mdd.Compression;

/// <summary>Probabilities of a stream being written, what symbols cost by them, and how symbols are written.</summary>
internal sealed class LzmaEncoderModel
{
    private readonly ushort[] _probabilities;
    private readonly LzmaProperties _properties;

    public LzmaEncoderModel(LzmaProperties properties)
    {
        _properties = properties;
        _probabilities = LzmaLayout.Fresh(properties.LiteralContextBits, properties.LiteralPositionBits);
        Prices = new LzmaPrices(_probabilities, properties.PositionBits);
    }

    /// <summary>What symbols cost at present.</summary>
    public LzmaPrices Prices { get; }

    /// <summary>The position's low bits, by which models are chosen.</summary>
    public int PositionState(int position) => position & ((1 << _properties.PositionBits) - 1);

    /// <summary>Price of the literal at a position.</summary>
    public uint LiteralPrice(ReadOnlySpan<byte> content, int position, LzmaState state, uint distance0) => Prices.OfLiteral(
        LiteralModel(content, position), content[position], state.IsBehindMatch ? content[position - (int)distance0 - 1] : -1);

    /// <summary>Price of choosing one of the last distances for a repeat of two bytes or more, without its length.</summary>
    public uint RepeatPrice(int repeat, LzmaState state, int positionState) => repeat switch
    {
        0 => Prices.Of(LzmaLayout.IsRepeat0 + state.Value, 0) + Prices.Of(LzmaLayout.IsRepeat0Long + state.With(positionState), 1),
        1 => Prices.Of(LzmaLayout.IsRepeat0 + state.Value, 1) + Prices.Of(LzmaLayout.IsRepeat1 + state.Value, 0),
        _ => Prices.Of(LzmaLayout.IsRepeat0 + state.Value, 1) + Prices.Of(LzmaLayout.IsRepeat1 + state.Value, 1)
            + Prices.Of(LzmaLayout.IsRepeat2 + state.Value, (uint)repeat - 2),
    };

    /// <summary>Writes a symbol.</summary>
    public void Write(LzmaRangeEncoder coder, ReadOnlySpan<byte> content, int position, LzmaSymbol symbol, in LzmaHistory history)
    {
        var state = history.State;
        var positionState = PositionState(position);
        coder.WriteBit(ref _probabilities[LzmaLayout.IsMatch + state.With(positionState)], symbol.Source < 0 ? 0u : 1u);
        if (symbol.Source < 0)
        {
            WriteLiteral(coder, content, position, state, history.Distance0);
        }
        else if (symbol.Source < LzmaSymbol.FirstMatch)
        {
            coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat + state.Value], 1);
            WriteRepeat(coder, symbol, state, positionState);
        }
        else
        {
            coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat + state.Value], 0);
            WriteMatch(coder, symbol.Length, (uint)symbol.Source - LzmaSymbol.FirstMatch, positionState);
        }
    }

    /// <summary>Writes the end marker: a match at a distance that cannot be.</summary>
    public void WriteEnd(LzmaRangeEncoder coder, int position, LzmaState state)
    {
        var positionState = PositionState(position);
        coder.WriteBit(ref _probabilities[LzmaLayout.IsMatch + state.With(positionState)], 1);
        coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat + state.Value], 0);
        WriteMatch(coder, LzmaLayout.ShortestMatch, uint.MaxValue, positionState);
    }

    private void WriteLiteral(LzmaRangeEncoder coder, ReadOnlySpan<byte> content, int position, LzmaState state, uint distance0)
    {
        var model = _probabilities.AsSpan(LiteralModel(content, position), LzmaLayout.LiteralSize);
        var symbol = content[position] | 0x100u;
        var offset = 0u;
        var compared = 0u;
        if (state.IsBehindMatch)
        {
            offset = 0x100;
            compared = content[position - (int)distance0 - 1];
        }

        // Behind a match the byte that would have continued it chooses the tree, until a bit differs.
        for (; symbol < 0x10000; symbol <<= 1)
        {
            compared <<= 1;
            coder.WriteBit(ref model[(int)(offset + (compared & offset) + (symbol >> 8))], (symbol >> 7) & 1);
            offset &= ~(compared ^ (symbol << 1));
        }
    }

    private void WriteRepeat(LzmaRangeEncoder coder, LzmaSymbol symbol, LzmaState state, int positionState)
    {
        coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat0 + state.Value], symbol.Source == 0 ? 0u : 1u);
        if (symbol.Source == 0)
        {
            coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat0Long + state.With(positionState)], symbol.Length == 1 ? 0u : 1u);
            if (symbol.Length == 1)
            {
                return;
            }
        }
        else
        {
            coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat1 + state.Value], symbol.Source == 1 ? 0u : 1u);
            if (symbol.Source > 1)
            {
                coder.WriteBit(ref _probabilities[LzmaLayout.IsRepeat2 + state.Value], (uint)symbol.Source - 2);
            }
        }

        WriteLength(coder, LzmaLayout.RepeatLength, symbol.Length, positionState);
        Prices.Grow();
    }

    private void WriteMatch(LzmaRangeEncoder coder, int length, uint distance, int positionState)
    {
        WriteLength(coder, LzmaLayout.MatchLength, length, positionState);
        var lengthState = Math.Min(length - LzmaLayout.ShortestMatch, LzmaLayout.LengthStates - 1);
        var slot = LzmaPrices.SlotOf(distance);
        coder.WriteTree(_probabilities.AsSpan(LzmaLayout.Slot + (lengthState << LzmaLayout.SlotWidth)), LzmaLayout.SlotWidth, (uint)slot);
        Prices.Grow();
        if (slot < LzmaLayout.FirstModelledSlot)
        {
            return;
        }

        var width = (slot >> 1) - 1;
        var first = (2u | ((uint)slot & 1)) << width;
        if (slot < LzmaLayout.FirstDirectSlot)
        {
            coder.WriteReverseTree(_probabilities.AsSpan(LzmaLayout.Special + (int)first - slot), width, distance - first);
            return;
        }

        coder.WriteDirect((distance - first) >> LzmaLayout.AlignWidth, width - LzmaLayout.AlignWidth);
        coder.WriteReverseTree(_probabilities.AsSpan(LzmaLayout.Align), LzmaLayout.AlignWidth, distance & ((1 << LzmaLayout.AlignWidth) - 1));
    }

    private void WriteLength(LzmaRangeEncoder coder, int group, int length, int positionState)
    {
        const int shortLengths = 1 << LzmaLayout.ShortWidth;
        var value = (uint)(length - LzmaLayout.ShortestMatch);
        coder.WriteBit(ref _probabilities[group], value < shortLengths ? 0u : 1u);
        if (value < shortLengths)
        {
            coder.WriteTree(
                _probabilities.AsSpan(group + LzmaLayout.ShortLengths + positionState * shortLengths), LzmaLayout.ShortWidth, value);
            return;
        }

        coder.WriteBit(ref _probabilities[group + 1], value < 2 * shortLengths ? 0u : 1u);
        if (value < 2 * shortLengths)
        {
            coder.WriteTree(
                _probabilities.AsSpan(group + LzmaLayout.MiddleLengths + positionState * shortLengths), LzmaLayout.ShortWidth, value - shortLengths);
            return;
        }

        coder.WriteTree(_probabilities.AsSpan(group + LzmaLayout.LongLengths), LzmaLayout.LongWidth, value - 2 * shortLengths);
    }

    private int LiteralModel(ReadOnlySpan<byte> content, int position)
    {
        var previous = position == 0 ? 0 : content[position - 1];
        var context = ((position & ((1 << _properties.LiteralPositionBits) - 1)) << _properties.LiteralContextBits)
            + (previous >> (8 - _properties.LiteralContextBits));
        return LzmaLayout.Literal + context * LzmaLayout.LiteralSize;
    }
}
