using System.Buffers;
using System.Text;

namespace Modular.Mdd.Container;

/// <summary>Writes one protobuf message of the container.</summary>
internal sealed class ProtobufWriter
{
    private const int LongestVarint = 10;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes a number; zero is what absence reads as.</summary>
    public void WriteNumber(int field, ulong value)
    {
        WriteTag(field, WireType.Varint);
        WriteVarint(value);
    }

    /// <summary>Writes text, or nothing for null.</summary>
    public void WriteString(int field, string? value)
    {
        if (value is not null)
        {
            WriteBytes(field, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, WireType.LengthDelimited);
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>Writes a nested message.</summary>
    public void WriteMessage(int field, Action<ProtobufWriter> write)
    {
        var nested = new ProtobufWriter();
        write(nested);
        WriteBytes(field, nested.Written);
    }

    /// <summary>Writes a map, in the order of its keys so that equal maps give equal bytes.</summary>
    public void WriteMap(int field, IReadOnlyDictionary<string, string> map)
    {
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            WriteMessage(field, entry =>
            {
                entry.WriteString(1, key);
                entry.WriteString(2, value);
            });
        }
    }

    /// <summary>Writes a number of up to ten bytes, seven bits a byte, the least significant first.</summary>
    public void WriteVarint(ulong value)
    {
        var target = _bytes.GetSpan(LongestVarint);
        var count = 0;
        while (value >= 0x80)
        {
            target[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[count++] = (byte)value;
        _bytes.Advance(count);
    }

    /// <summary>Writes what announces a field.</summary>
    public void WriteTag(int field, WireType wireType) => WriteVarint(((ulong)field << 3) | (uint)wireType);
}
