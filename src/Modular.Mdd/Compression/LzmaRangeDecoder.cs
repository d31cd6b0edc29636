using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Modular.Mdd.Compression;

/// <summary>The range decoder below LZMA: reads single binary decisions by their adaptive probability.</summary>
internal ref struct LzmaRangeDecoder
{
    /// <summary>Probability of a decision nothing is known about, of 2048.</summary>
    public const ushort InitialProbability = 1024;

    private const int HeadSize = 5;
    private const int ProbabilityBits = 11;
    private const int AdaptionShift = 5;
    private const uint SmallestRange = 1u << 24;

    private readonly ReadOnlySpan<byte> _source;
    private int _position;
    private uint _range;
    private uint _code;

    /// <summary>Starts at the first byte behind the stream's head.</summary>
    /// <exception cref="LzmaDataException">The source is shorter than the coder's own head or starts wrongly.</exception>
    public LzmaRangeDecoder(ReadOnlySpan<byte> source)
    {
        if (source.Length < HeadSize || source[0] != 0)
        {
            throw new LzmaDataException("the compressed data is cut off or does not start as such data does", 0);
        }

        _source = source;
        _code = BinaryPrimitives.ReadUInt32BigEndian(source[1..]);
        _range = uint.MaxValue;
        _position = HeadSize;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Whether the coder stands where an encoder leaves it at the end of its data.</summary>
    public readonly bool IsFinished => _code == 0;

    /// <summary>Whether all bytes were read.</summary>
    public readonly bool IsExhausted => _position == _source.Length;

    /// <summary>Reads a decision and adapts its probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadBit(ref ushort probability)
    {
        uint p = probability;
        var bound = (_range >> ProbabilityBits) * p;
        uint bit;
        if (_code < bound)
        {
            _range = bound;
            probability = (ushort)(p + (((1u << ProbabilityBits) - p) >> AdaptionShift));
            bit = 0;
        }
        else
        {
            _range -= bound;
            _code -= bound;
            probability = (ushort)(p - (p >> AdaptionShift));
            bit = 1;
        }

        if (_range < SmallestRange)
        {
            Refill();
        }

        return bit;
    }

    /// <summary>Reads bits of even chance, most significant first.</summary>
    public uint ReadDirect(int count)
    {
        uint result = 0;
        for (; count > 0; count--)
        {
            _range >>= 1;
            var bit = _code >= _range ? 1u : 0u;
            _code -= _range & (0 - bit);
            result = (result << 1) | bit;
            if (_range < SmallestRange)
            {
                Refill();
            }
        }

        return result;
    }

    /// <summary>Reads a number of fixed width through a tree of probabilities, most significant bit first.</summary>
    public uint ReadTree(Span<ushort> probabilities, int width)
    {
        uint node = 1;
        for (var i = 0; i < width; i++)
        {
            node = (node << 1) | ReadBit(ref probabilities[(int)node]);
        }

        return node - (1u << width);
    }

    /// <summary>Reads a number of fixed width through a tree of probabilities, least significant bit first.</summary>
    public uint ReadReverseTree(Span<ushort> probabilities, int width)
    {
        uint node = 1;
        uint result = 0;
        for (var i = 0; i < width; i++)
        {
            var bit = ReadBit(ref probabilities[(int)node]);
            node = (node << 1) | bit;
            result |= bit << i;
        }

        return result;
    }

    private void Refill()
    {
        if (_position == _source.Length)
        {
            throw new LzmaDataException("the compressed data is cut off", _position);
        }

        _range <<= 8;
        _code = (_code << 8) | _source[_position++];
    }
}
