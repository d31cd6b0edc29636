using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Modular.Mdd.Compression;

/// <summary>The state of one decompression, which goes on wherever the room for its output ended.</summary>
/// <remarks>
/// Reads and writes through pointers, since this is on the way to every start. What bounds them: a symbol begins only with
/// <see cref="LzmaBits.LongestSymbol"/> bytes to read, of which the last ones are zeros behind a copy of the source's end;
/// output ends at the limit; distances are checked against what was written.
/// </remarks>
internal sealed unsafe class LzmaSession
{
    private const int HeadSize = 5;
    private const uint EndMarker = uint.MaxValue;

    // The last bytes and zeros behind them: a symbol that reads into the zeros was cut off.
    private readonly byte[] _tail;
    private readonly ushort[] _probabilities;
    private readonly LzmaProperties _properties;
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _tailStart;
    private LzmaState _state;
    private int _position;
    private uint _range = uint.MaxValue;
    private uint _code;
    private uint _distance0;
    private uint _distance1;
    private uint _distance2;
    private uint _distance3;
    private uint _pending;
    private long _total;

    /// <summary>Starts at the first byte behind the stream's head.</summary>
    /// <exception cref="LzmaDataException">The source is shorter than the coder's own head or starts wrongly.</exception>
    public LzmaSession(ReadOnlyMemory<byte> source, LzmaProperties properties)
    {
        var bytes = source.Span;
        if (bytes.Length < HeadSize || bytes[0] != 0)
        {
            throw new LzmaDataException("the compressed data is cut off or does not start as such data does", 0);
        }

        _source = source;
        _properties = properties;
        _code = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        _position = HeadSize;
        _tailStart = Math.Max(HeadSize, bytes.Length - LzmaBits.LongestSymbol);
        _tail = new byte[bytes.Length - _tailStart + LzmaBits.LongestSymbol];
        bytes[_tailStart..].CopyTo(_tail);
        _probabilities = LzmaLayout.Fresh(properties.LiteralContextBits, properties.LiteralPositionBits);
    }

    /// <summary>Decompresses behind what a window holds already, which must be all or at least a dictionary of what came before.</summary>
    /// <param name="window">What came before, and room behind it.</param>
    /// <param name="written">How much of the window is written; grows.</param>
    /// <param name="isLast">Whether the stream must end with the window's end.</param>
    /// <exception cref="LzmaDataException">The data is damaged, cut off or too long.</exception>
    public LzmaProgress Decode(Span<byte> window, ref int written, bool isLast)
    {
        fixed (byte* target = window)
        fixed (byte* source = _source.Span)
        fixed (byte* tail = _tail)
        fixed (ushort* probabilities = _probabilities)
        {
            if (!TryCopy(target, ref written, window.Length, ref _pending))
            {
                return LzmaProgress.Full;
            }

            // First from the source itself, as long as whole symbols surely are there, then from the copy of its end.
            LzmaProgress? progress = null;
            if (_position < _tailStart)
            {
                progress = Run(source, _tailStart, probabilities, target, ref written, window.Length, isLast);
            }

            if (progress is null)
            {
                _position -= _tailStart;
                try
                {
                    progress = Run(tail, int.MaxValue, probabilities, target, ref written, window.Length, isLast);
                }
                finally
                {
                    _position += _tailStart;
                }
            }

            return progress!.Value;
        }
    }

    /// <summary>Decompresses until there is no room, the stream ends, or no symbol may begin any more, for which it gives null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LzmaProgress? Run(byte* bytes, int lastStart, ushort* probabilities, byte* target, ref int written, int limit, bool isLast)
    {
        var isTail = lastStart == int.MaxValue;
        var end = bytes + (isTail ? _source.Length - _tailStart : _source.Length);
        var stop = isTail ? end : bytes + lastStart;
        var source = bytes + _position;
        var (range, code, state, count) = (_range, _code, _state, written);
        var (distance0, distance1, distance2, distance3) = (_distance0, _distance1, _distance2, _distance3);
        var positionMask = (1u << _properties.PositionBits) - 1;
        var literalMask = (1u << _properties.LiteralPositionBits) - 1;
        var contextBits = _properties.LiteralContextBits;
        // Positions count from the stream's start, those of the window from where it was slid to.
        var origin = unchecked((uint)(_total - count));
        var before = count;
        LzmaProgress? result = null;
        while (true)
        {
            if (count >= limit)
            {
                if (!isLast)
                {
                    result = LzmaProgress.Full;
                    break;
                }

                LzmaBits.Refill(ref range, ref code, ref source);
                if (_properties.UncompressedSize is not null && code == 0 && source == end)
                {
                    result = LzmaProgress.Finished;
                    break;
                }
            }

            if (source >= stop)
            {
                if (!isTail)
                {
                    break;
                }

                if (source > end)
                {
                    throw CutOff();
                }
            }

            var positionState = (int)((origin + (uint)count) & positionMask);
            if (LzmaBits.Read(probabilities + LzmaLayout.IsMatch + state.With(positionState), ref range, ref code, ref source) == 0)
            {
                if (count >= limit)
                {
                    throw Overflow(source, bytes);
                }

                var previous = count == 0 ? 0u : target[count - 1];
                var context = (((origin + (uint)count) & literalMask) << contextBits) + (previous >> (8 - contextBits));
                var literal = probabilities + LzmaLayout.Literal + (context * LzmaLayout.LiteralSize);
                uint symbol = 1;
                if (state.IsBehindMatch)
                {
                    // Behind a match the byte that would have continued it is a good guess, until a bit differs.
                    uint expected = target[count - (int)distance0 - 1];
                    var offset = 0x100u;
                    do
                    {
                        expected <<= 1;
                        var chosen = expected & offset;
                        var bit = LzmaBits.Read(literal + offset + chosen + symbol, ref range, ref code, ref source);
                        symbol = (symbol << 1) | bit;
                        offset &= bit == 0 ? ~chosen : chosen;
                    }
                    while (symbol < 0x100);
                }
                else
                {
                    do
                    {
                        symbol = (symbol << 1) | LzmaBits.Read(literal + symbol, ref range, ref code, ref source);
                    }
                    while (symbol < 0x100);
                }

                target[count++] = (byte)symbol;
                state.Literal();
                continue;
            }

            uint length;
            if (LzmaBits.Read(probabilities + LzmaLayout.IsRepeat + state.Value, ref range, ref code, ref source) == 0)
            {
                (distance3, distance2, distance1) = (distance2, distance1, distance0);
                length = LzmaBits.ReadLength(probabilities + LzmaLayout.MatchLength, positionState, ref range, ref code, ref source);
                distance0 = LzmaBits.ReadDistance(probabilities, length, ref range, ref code, ref source);
                state.Match();
                if (distance0 == EndMarker)
                {
                    LzmaBits.Refill(ref range, ref code, ref source);
                    CheckEnd(code, source == end, count, limit, isLast);
                    result = LzmaProgress.Finished;
                    break;
                }
            }
            else
            {
                if (LzmaBits.Read(probabilities + LzmaLayout.IsRepeat0 + state.Value, ref range, ref code, ref source) == 0)
                {
                    if (LzmaBits.Read(probabilities + LzmaLayout.IsRepeat0Long + state.With(positionState), ref range, ref code, ref source) == 0)
                    {
                        state.ShortRepeat();
                        length = 1;
                        goto Copy;
                    }
                }
                else if (LzmaBits.Read(probabilities + LzmaLayout.IsRepeat1 + state.Value, ref range, ref code, ref source) == 0)
                {
                    (distance0, distance1) = (distance1, distance0);
                }
                else if (LzmaBits.Read(probabilities + LzmaLayout.IsRepeat2 + state.Value, ref range, ref code, ref source) == 0)
                {
                    (distance0, distance1, distance2) = (distance2, distance0, distance1);
                }
                else
                {
                    (distance0, distance1, distance2, distance3) = (distance3, distance0, distance1, distance2);
                }

                length = LzmaBits.ReadLength(probabilities + LzmaLayout.RepeatLength, positionState, ref range, ref code, ref source);
                state.Repeat();
            }

            length += LzmaLayout.ShortestMatch;
        Copy:
            if (distance0 >= (uint)count || distance0 >= _properties.DictionarySize)
            {
                throw new LzmaDataException("the compressed data refers to bytes before its start", Place(source, bytes));
            }

            if (length > (uint)(limit - count))
            {
                if (isLast)
                {
                    throw Overflow(source, bytes);
                }

                _pending = length - (uint)(limit - count);
                length = (uint)(limit - count);
            }

            Copy(target, count, distance0 + 1, length, limit);
            count += (int)length;
        }

        if (isTail && source > end)
        {
            throw CutOff();
        }

        (_range, _code, _state) = (range, code, state);
        (_distance0, _distance1, _distance2, _distance3) = (distance0, distance1, distance2, distance3);
        _position = (int)(source - bytes);
        _total += count - before;
        written = count;
        return result;
    }

    private bool TryCopy(byte* target, ref int written, int limit, ref uint length)
    {
        if (length == 0)
        {
            return true;
        }

        var part = Math.Min(length, (uint)(limit - written));
        Copy(target, written, _distance0 + 1, part, limit);
        written += (int)part;
        _total += part;
        length -= part;
        return length == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* target, int count, uint distance, uint length, int limit)
    {
        var to = target + count;
        var from = to - distance;
        var end = to + length;
        if (distance >= sizeof(ulong) && length + sizeof(ulong) <= (uint)(limit - count))
        {
            // Some bytes too many are overwritten later.
            do
            {
                Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
                to += sizeof(ulong);
                from += sizeof(ulong);
            }
            while (to < end);
            return;
        }

        while (to < end)
        {
            *to++ = *from++;
        }
    }

    private void CheckEnd(uint code, bool isExhausted, int count, int limit, bool isLast)
    {
        if (_properties.UncompressedSize is { } size && (!isLast || count != limit))
        {
            throw new LzmaDataException($"the compressed data ends early, before {size} bytes", _source.Length);
        }

        if (code != 0 || !isExhausted)
        {
            throw new LzmaDataException("the compressed data goes on behind its end marker", _source.Length);
        }
    }

    private int Place(byte* source, byte* bytes) => Math.Min((int)(source - bytes) + (_position > _tailStart ? _tailStart : 0), _source.Length);

    private LzmaDataException CutOff() => new("the compressed data is cut off", _source.Length);

    private LzmaDataException Overflow(byte* source, byte* bytes) =>
        new("the compressed data gives more bytes than its head says", Place(source, bytes)) { IsOverflow = true };
}
