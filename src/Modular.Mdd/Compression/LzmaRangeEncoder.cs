using System.Buffers;

namespace Modular.Mdd.Compression;

/// <summary>The range encoder below LZMA: writes single binary decisions by their adaptive probability.</summary>
internal sealed class LzmaRangeEncoder(IBufferWriter<byte> target)
{
    /// <summary>Bits of a probability.</summary>
    public const int ProbabilityBits = 11;

    /// <summary>Share by which a decision moves its probability, as a shift.</summary>
    public const int AdaptionShift = 5;

    /// <summary>Below this the range is refilled by a byte.</summary>
    public const uint SmallestRange = 1u << 24;

    /// <summary>Probability of a decision nothing is known about, of 2048.</summary>
    public const ushort EvenChance = 1 << (ProbabilityBits - 1);

    private const int FlushedBytes = 5;
    private const int BlockSize = 4096;

    private Memory<byte> _block;
    private int _written;
    private ulong _low;
    private uint _range = uint.MaxValue;
    private byte _held;
    private long _heldCount = 1;

    /// <summary>Writes a decision and adapts its probability.</summary>
    public void WriteBit(ref ushort probability, uint bit)
    {
        uint p = probability;
        var bound = (_range >> ProbabilityBits) * p;
        if (bit == 0)
        {
            _range = bound;
            probability = (ushort)(p + (((1u << ProbabilityBits) - p) >> AdaptionShift));
        }
        else
        {
            _low += bound;
            _range -= bound;
            probability = (ushort)(p - (p >> AdaptionShift));
        }

        if (_range < SmallestRange)
        {
            _range <<= 8;
            ShiftOut();
        }
    }

    /// <summary>Writes bits of even chance, most significant first.</summary>
    public void WriteDirect(uint value, int count)
    {
        while (count-- > 0)
        {
            _range >>= 1;
            _low += _range & (0 - ((value >> count) & 1));
            if (_range < SmallestRange)
            {
                _range <<= 8;
                ShiftOut();
            }
        }
    }

    /// <summary>Writes a number of fixed width through a tree of probabilities, most significant bit first.</summary>
    public void WriteTree(Span<ushort> probabilities, int width, uint value)
    {
        uint node = 1;
        for (var i = width - 1; i >= 0; i--)
        {
            var bit = (value >> i) & 1;
            WriteBit(ref probabilities[(int)node], bit);
            node = (node << 1) | bit;
        }
    }

    /// <summary>Writes a number of fixed width through a tree of probabilities, least significant bit first.</summary>
    public void WriteReverseTree(Span<ushort> probabilities, int width, uint value)
    {
        uint node = 1;
        for (var i = 0; i < width; i++)
        {
            var bit = (value >> i) & 1;
            WriteBit(ref probabilities[(int)node], bit);
            node = (node << 1) | bit;
        }
    }

    /// <summary>Writes what is still held back.</summary>
    public void Flush()
    {
        for (var i = 0; i < FlushedBytes; i++)
        {
            ShiftOut();
        }

        target.Advance(_written);
        (_block, _written) = (default, 0);
    }

    // A later carry may still change the last byte and the run of FF behind it, so they are held back until it cannot.
    private void ShiftOut()
    {
        if (_low is < 0xff00_0000 or > uint.MaxValue)
        {
            var carry = (byte)(_low >> 32);
            for (; _heldCount > 0; _heldCount--)
            {
                Write((byte)(_held + carry));
                _held = 0xff;
            }

            _held = (byte)(_low >> 24);
        }

        _heldCount++;
        _low = (_low & 0x00ff_ffff) << 8;
    }

    private void Write(byte value)
    {
        if (_written == _block.Length)
        {
            target.Advance(_written);
            _block = target.GetMemory(BlockSize);
            _written = 0;
        }

        _block.Span[_written++] = value;
    }
}
