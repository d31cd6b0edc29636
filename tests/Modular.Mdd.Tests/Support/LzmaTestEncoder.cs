namespace Modular.Mdd.Tests.Support;

/// <summary>
/// A small LZMA encoder for tests: any properties, with or without an end marker, every kind of symbol. It looks for
/// matches by brute force and compresses badly.
/// </summary>
internal sealed class LzmaTestEncoder
{
    private readonly int _window;
    private readonly int _lc;
    private readonly int _lpMask;
    private readonly int _pbMask;
    private readonly List<byte> _output = [];
    private readonly Dictionary<(string Model, int Index), ushort> _probabilities = [];
    private readonly int[] _repeats = new int[4];
    private ulong _low;
    private uint _range = uint.MaxValue;
    private byte _cache;
    private long _cacheSize = 1;
    private int _state;

    private LzmaTestEncoder(int lc, int lp, int pb, int window)
    {
        _window = window;
        _lc = lc;
        _lpMask = (1 << lp) - 1;
        _pbMask = (1 << pb) - 1;
    }

    public static byte[] Encode(ReadOnlySpan<byte> content, int lc = 3, int lp = 0, int pb = 2, bool knownSize = false, bool endMarker = true, int window = 600)
    {
        var encoder = new LzmaTestEncoder(lc, lp, pb, window);
        encoder.Run(content, endMarker);
        byte[] head = [(byte)(lc + 9 * (lp + 5 * pb)), 0, 0, 1, 0, .. BitConverter.GetBytes(knownSize ? (ulong)content.Length : ulong.MaxValue)];
        return [.. head, .. encoder._output];
    }

    private void Run(ReadOnlySpan<byte> content, bool endMarker)
    {
        var position = 0;
        while (position < content.Length)
        {
            var (distance, length) = Longest(content, position);
            var positionState = position & _pbMask;
            if (length >= 2)
            {
                Bit("match", _state * 16 + positionState, 1);
                Match(distance - 1, length, positionState);
            }
            else if (_state >= 7 && position > _repeats[0] && content[position] == content[position - _repeats[0] - 1])
            {
                length = 1;
                Bit("match", _state * 16 + positionState, 1);
                Bit("rep", _state, 1);
                Bit("rep0", _state, 0);
                Bit("rep0long", _state * 16 + positionState, 0);
                _state = _state < 7 ? 9 : 11;
            }
            else
            {
                length = 1;
                Bit("match", _state * 16 + positionState, 0);
                Literal(content, position);
            }

            position += length;
        }

        if (endMarker)
        {
            Bit("match", _state * 16 + (position & _pbMask), 1);
            Match(-1, 2, position & _pbMask);
        }

        for (var i = 0; i < 5; i++)
        {
            ShiftLow();
        }
    }

    private (int Distance, int Length) Longest(ReadOnlySpan<byte> content, int position)
    {
        var best = (Distance: 0, Length: 0);
        for (var distance = 1; distance <= Math.Min(position, _window); distance++)
        {
            var length = 0;
            while (length < 273 && position + length < content.Length && content[position + length] == content[position + length - distance])
            {
                length++;
            }

            best = length > best.Length ? (distance, length) : best;
        }

        return best;
    }

    private void Literal(ReadOnlySpan<byte> content, int position)
    {
        var previous = position == 0 ? 0 : content[position - 1];
        var context = 0x300 * (((position & _lpMask) << _lc) + (previous >> (8 - _lc)));
        var symbol = 1;
        var compare = _state >= 7;
        var expected = compare ? content[position - _repeats[0] - 1] : 0;
        for (var i = 7; i >= 0; i--)
        {
            var bit = (content[position] >> i) & 1;
            var expectedBit = (expected >> i) & 1;
            Bit("literal", context + (compare ? (1 + expectedBit) << 8 : 0) + symbol, bit);
            symbol = (symbol << 1) | bit;
            compare &= bit == expectedBit;
        }

        _state = _state < 4 ? 0 : _state < 10 ? _state - 3 : _state - 6;
    }

    private void Match(int distance, int length, int positionState)
    {
        var repeat = distance < 0 ? -1 : Array.IndexOf(_repeats, distance);
        Bit("rep", _state, repeat >= 0 ? 1 : 0);
        if (repeat >= 0)
        {
            Bit("rep0", _state, repeat > 0 ? 1 : 0);
            if (repeat == 0)
            {
                Bit("rep0long", _state * 16 + positionState, 1);
            }
            else
            {
                Bit("rep1", _state, repeat > 1 ? 1 : 0);
                if (repeat > 1)
                {
                    Bit("rep2", _state, repeat - 2);
                }
            }

            Length("replen", length - 2, positionState);
            _state = _state < 7 ? 8 : 11;
        }
        else
        {
            repeat = 3;
            Length("len", length - 2, positionState);
            Distance((uint)distance, Math.Min(length - 2, 3));
            _state = _state < 7 ? 7 : 10;
        }

        Array.Copy(_repeats, 0, _repeats, 1, repeat);
        _repeats[0] = distance;
    }

    private void Length(string model, int length, int positionState)
    {
        Bit(model + "choice", 0, length >= 8 ? 1 : 0);
        if (length < 8)
        {
            Tree(model + "low", positionState * 8, length, 3);
            return;
        }

        Bit(model + "choice", 1, length >= 16 ? 1 : 0);
        if (length < 16)
        {
            Tree(model + "mid", positionState * 8, length - 8, 3);
        }
        else
        {
            Tree(model + "high", 0, length - 16, 8);
        }
    }

    private void Distance(uint distance, int lengthState)
    {
        var top = 31 - System.Numerics.BitOperations.LeadingZeroCount(distance | 1);
        var slot = distance < 4 ? (int)distance : 2 * top + (int)((distance >> (top - 1)) & 1);
        Tree("slot", lengthState * 64, slot, 6);
        if (slot < 4)
        {
            return;
        }

        var width = (slot >> 1) - 1;
        var rest = (int)(distance - ((2u | ((uint)slot & 1)) << width));
        if (slot < 14)
        {
            ReverseTree("special", 1000 * slot, rest, width);
            return;
        }

        for (var i = width - 1; i >= 4; i--)
        {
            _range >>= 1;
            _low += ((rest >> i) & 1) == 1 ? _range : 0;
            Normalise();
        }

        ReverseTree("align", 0, rest & 15, 4);
    }

    private void Tree(string model, int start, int value, int width)
    {
        var node = 1;
        for (var i = width - 1; i >= 0; i--)
        {
            var bit = (value >> i) & 1;
            Bit(model, start + node, bit);
            node = (node << 1) | bit;
        }
    }

    private void ReverseTree(string model, int start, int value, int width)
    {
        var node = 1;
        for (var i = 0; i < width; i++)
        {
            var bit = (value >> i) & 1;
            Bit(model, start + node, bit);
            node = (node << 1) | bit;
        }
    }

    private void Bit(string model, int index, int bit)
    {
        var p = _probabilities.GetValueOrDefault((model, index), (ushort)1024);
        var bound = (_range >> 11) * p;
        if (bit == 0)
        {
            _range = bound;
            p += (ushort)((2048 - p) >> 5);
        }
        else
        {
            _low += bound;
            _range -= bound;
            p -= (ushort)(p >> 5);
        }

        _probabilities[(model, index)] = p;
        Normalise();
    }

    private void Normalise()
    {
        if (_range < 1 << 24)
        {
            _range <<= 8;
            ShiftLow();
        }
    }

    private void ShiftLow()
    {
        if (_low is < 0xff00_0000 or > 0xffff_ffff)
        {
            var carry = (byte)(_low >> 32);
            for (; _cacheSize > 0; _cacheSize--)
            {
                _output.Add((byte)(_cache + carry));
                _cache = 0xff;
            }

            _cache = (byte)(_low >> 24);
        }

        _cacheSize++;
        _low = (_low & 0x00ff_ffff) << 8;
    }
}
