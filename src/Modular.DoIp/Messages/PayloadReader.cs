using System.Buffers;
using System.Buffers.Binary;

namespace Modular.DoIp.Messages;

/// <summary>Reads big-endian fields one after the other and remembers whether all of them were there.</summary>
/// <remarks>Missing bytes read as zero, so a message is parsed in one run and judged once, by <see cref="IsComplete"/>.</remarks>
internal struct PayloadReader(in ReadOnlySequence<byte> payload)
{
    private ReadOnlySequence<byte> _rest = payload;
    private bool _short;

    /// <summary>Every field was there and nothing is left over.</summary>
    public readonly bool IsComplete => !_short && _rest.IsEmpty;

    /// <summary>Every field so far was there and there is more.</summary>
    public readonly bool HasMore => !_short && !_rest.IsEmpty;

    public byte ReadByte()
    {
        Span<byte> bytes = stackalloc byte[1];
        Read(bytes);
        return bytes[0];
    }

    public ushort ReadUInt16()
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public ulong ReadUInt48()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes[2..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    public void Read(Span<byte> destination)
    {
        if (_rest.Length < destination.Length)
        {
            _short = true;
            destination.Clear();
            return;
        }

        _rest.Slice(0, destination.Length).CopyTo(destination);
        _rest = _rest.Slice(destination.Length);
    }

    /// <summary>Copies all that is left: messages live longer than the buffer they were read from.</summary>
    public ReadOnlyMemory<byte> ReadRest()
    {
        if (_short || _rest.IsEmpty)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var rest = _rest.ToArray();
        _rest = ReadOnlySequence<byte>.Empty;
        return rest;
    }
}
