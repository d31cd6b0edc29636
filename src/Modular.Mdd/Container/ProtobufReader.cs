using System.Text;

namespace Modular.Mdd.Container;

/// <summary>Reads one protobuf message of the container, field by field.</summary>
internal ref struct ProtobufReader
{
    private const int LastVarintShift = 63;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _message;
    private readonly int _origin;
    private int _position;
    private WireType _wireType;

    /// <summary>Reads a message that starts so many bytes into the file.</summary>
    public ProtobufReader(ReadOnlySpan<byte> message, int origin)
    {
        _message = message;
        _origin = origin;
    }

    /// <summary>Where the next byte lies in the file.</summary>
    public readonly int Offset => _origin + _position;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _position == _message.Length;

    /// <summary>Whether the field just announced holds bytes, text or a message.</summary>
    public readonly bool IsLengthDelimited => _wireType == WireType.LengthDelimited;

    /// <summary>Whether the field just announced holds a number.</summary>
    public readonly bool IsVarint => _wireType == WireType.Varint;

    /// <summary>Reads the next field's number; false at the end.</summary>
    public bool TryReadField(out int number)
    {
        number = 0;
        if (IsAtEnd)
        {
            return false;
        }

        var start = Offset;
        var tag = ReadVarint();
        _wireType = (WireType)(tag & 7);
        number = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw Damaged("a field number is out of range", start);
        return true;
    }

    /// <summary>Reads a number of up to ten bytes.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift <= LastVarintShift; shift += 7)
        {
            if (_position == _message.Length)
            {
                throw Damaged("a number is cut off", Offset);
            }

            var part = _message[_position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return shift < LastVarintShift || part <= 1 ? value : throw Damaged("a number has more than 64 bits", Offset);
            }
        }

        throw Damaged("a number has more than ten bytes", Offset);
    }

    /// <summary>Reads bytes in place.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)(_message.Length - _position))
        {
            throw Damaged($"{length} bytes are announced and {_message.Length - _position} are left", Offset);
        }

        var bytes = _message.Slice(_position, (int)length);
        _position += bytes.Length;
        return bytes;
    }

    /// <summary>Reads text.</summary>
    public string ReadString()
    {
        var bytes = ReadBytes();
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new MddFormatException(MddFailure.ContainerDamaged, "a text is not UTF-8", offset: Offset - bytes.Length, inner: e);
        }
    }

    /// <summary>Starts to read a nested message.</summary>
    public ProtobufReader ReadMessage()
    {
        var bytes = ReadBytes();
        return new ProtobufReader(bytes, Offset - bytes.Length);
    }

    /// <summary>Passes over a field nobody knows.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.LengthDelimited:
                ReadBytes();
                break;
            case WireType.Fixed32:
                Advance(sizeof(uint));
                break;
            case WireType.Fixed64:
                Advance(sizeof(ulong));
                break;
            default:
                throw Damaged($"a field has the unknown wire type {(int)_wireType}", Offset);
        }
    }

    private void Advance(int count)
    {
        if (count > _message.Length - _position)
        {
            throw Damaged("a number is cut off", Offset);
        }

        _position += count;
    }

    private static MddFormatException Damaged(string what, int offset) =>
        new(MddFailure.ContainerDamaged, what + "; the file is damaged or cut off, copy it again", offset: offset);
}
