namespace Modular.Mdd.Compression;

/// <summary>The state of one decompression.</summary>
internal ref struct LzmaStream
{
    private const int ShortestMatch = 2;
    private const uint EndMarker = uint.MaxValue;

    private readonly LzmaModel _model;
    private readonly LzmaOutput _output;
    private readonly int _size;
    private readonly uint _dictionarySize;
    private readonly int _literalContextBits;
    private readonly int _literalPositionMask;
    private readonly int _positionMask;
    private LzmaRangeDecoder _coder;
    private LzmaState _state;
    private uint _distance0;
    private uint _distance1;
    private uint _distance2;
    private uint _distance3;

    public LzmaStream(ReadOnlySpan<byte> source, LzmaProperties properties, int? size, int limit)
    {
        _coder = new LzmaRangeDecoder(source);
        _model = new LzmaModel(properties);
        _output = new LzmaOutput(size ?? limit);
        _size = size ?? -1;
        _dictionarySize = properties.DictionarySize;
        _literalContextBits = properties.LiteralContextBits;
        _literalPositionMask = (1 << properties.LiteralPositionBits) - 1;
        _positionMask = (1 << properties.PositionBits) - 1;
    }

    /// <summary>Decompresses to the end.</summary>
    /// <exception cref="LzmaDataException">The data is damaged, cut off or too long.</exception>
    public byte[] Decode()
    {
        // Where the size is known an end marker may follow, but need not.
        while (_output.Count != _size || !_coder.IsFinished || !_coder.IsExhausted)
        {
            var positionState = _output.Count & _positionMask;
            if (_coder.ReadBit(ref _model.IsMatch[_state.With(positionState)]) == 0)
            {
                ReadLiteral();
            }
            else if (_coder.ReadBit(ref _model.IsRepeat[_state.Value]) != 0)
            {
                Copy(ReadRepeat(positionState));
            }
            else
            {
                var length = ReadMatch(positionState);
                if (_distance0 == EndMarker)
                {
                    CheckEnd();
                    break;
                }

                Copy(length);
            }
        }

        return _output.ToArray();
    }

    private void ReadLiteral()
    {
        var previous = _output.Count == 0 ? 0 : _output.Back(1);
        var context = ((_output.Count & _literalPositionMask) << _literalContextBits) + (previous >> (8 - _literalContextBits));
        var model = _model.Literal.AsSpan(context * LzmaModel.LiteralModelSize, LzmaModel.LiteralModelSize);
        uint symbol = 1;
        if (_state.IsBehindMatch)
        {
            // Behind a match the byte that would have continued it is a good guess, until a bit differs.
            uint expected = _output.Back((int)_distance0 + 1);
            while (symbol < 0x100)
            {
                var expectedBit = (expected >> 7) & 1;
                expected <<= 1;
                var bit = _coder.ReadBit(ref model[(int)(((1 + expectedBit) << 8) + symbol)]);
                symbol = (symbol << 1) | bit;
                if (bit != expectedBit)
                {
                    break;
                }
            }
        }

        while (symbol < 0x100)
        {
            symbol = (symbol << 1) | _coder.ReadBit(ref model[(int)symbol]);
        }

        if (!_output.TryAppend((byte)symbol))
        {
            throw Overflow();
        }

        _state.Literal();
    }

    private uint ReadMatch(int positionState)
    {
        (_distance3, _distance2, _distance1) = (_distance2, _distance1, _distance0);
        var length = _model.MatchLength.Read(ref _coder, positionState);
        _distance0 = _model.ReadDistance(ref _coder, length);
        _state.Match();
        return length + ShortestMatch;
    }

    private uint ReadRepeat(int positionState)
    {
        if (_coder.ReadBit(ref _model.IsRepeat0[_state.Value]) == 0)
        {
            if (_coder.ReadBit(ref _model.IsRepeat0Long[_state.With(positionState)]) == 0)
            {
                _state.ShortRepeat();
                return 1;
            }
        }
        else if (_coder.ReadBit(ref _model.IsRepeat1[_state.Value]) == 0)
        {
            (_distance0, _distance1) = (_distance1, _distance0);
        }
        else if (_coder.ReadBit(ref _model.IsRepeat2[_state.Value]) == 0)
        {
            (_distance0, _distance1, _distance2) = (_distance2, _distance0, _distance1);
        }
        else
        {
            (_distance0, _distance1, _distance2, _distance3) = (_distance3, _distance0, _distance1, _distance2);
        }

        var length = _model.RepeatLength.Read(ref _coder, positionState);
        _state.Repeat();
        return length + ShortestMatch;
    }

    private readonly void Copy(uint length)
    {
        if (_distance0 >= (uint)_output.Count || _distance0 >= _dictionarySize)
        {
            throw new LzmaDataException("the compressed data refers to bytes before its start", _coder.Position);
        }

        if (!_output.TryRepeat((int)_distance0 + 1, (int)length))
        {
            throw Overflow();
        }
    }

    private readonly void CheckEnd()
    {
        if (_size >= 0 && _output.Count != _size)
        {
            throw new LzmaDataException($"the compressed data ends after {_output.Count} of {_size} bytes", _coder.Position);
        }

        if (!_coder.IsFinished || !_coder.IsExhausted)
        {
            throw new LzmaDataException("the compressed data goes on behind its end marker", _coder.Position);
        }
    }

    private readonly LzmaDataException Overflow() =>
        new("the compressed data gives more bytes than its head says", _coder.Position) { IsOverflow = true };
}
