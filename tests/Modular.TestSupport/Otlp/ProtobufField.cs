namespace Modular.TestSupport.Otlp;

/// <summary>One field of a protobuf message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Value">A varint or fixed number; 0 for bytes.</param>
/// <param name="Bytes">Text, bytes or a message; empty for numbers.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Reads the fields of a message.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static IEnumerable<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var key = ReadVarint(ref message);
            var number = (int)(key >> 3);
            yield return (key & 7) switch
            {
                0 => new ProtobufField(number, ReadVarint(ref message), default),
                1 => new ProtobufField(number, BitConverter.ToUInt64(Take(ref message, 8).Span), default),
                2 => new ProtobufField(number, 0, Take(ref message, ReadVarint(ref message))),
                5 => new ProtobufField(number, BitConverter.ToUInt32(Take(ref message, 4).Span), default),
                var kind => throw new InvalidDataException($"Wire type {kind} is none of OTLP's."),
            };
        }
    }

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref message, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A varint has more than ten bytes.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, ulong length)
    {
        if (length > (ulong)message.Length)
        {
            throw new InvalidDataException($"{length} bytes are announced and {message.Length} left.");
        }

        var taken = message[..(int)length];
        message = message[(int)length..];
        return taken;
    }
}
