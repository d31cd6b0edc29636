using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Modular.Mdd.FlatBuffers;

/// <summary>The bytes of a FlatBuffers payload, read in place. Every read is checked against the bytes there are.</summary>
/// <remarks>
/// Reads need no alignment. Safe for any number of threads. After <see cref="Close"/> every read throws
/// <see cref="ObjectDisposedException"/>; the memory itself stays until nothing refers to it any more, so a read that
/// is under way on another thread never touches freed memory.
/// </remarks>
public sealed class FlatBuffer
{
    private const int OffsetSize = 4;
    private readonly ReadOnlyMemory<byte> _memory;
    private volatile bool _closed;

    /// <summary>Wraps a payload that starts with the offset of its root table.</summary>
    /// <param name="payload">The bytes; they must not change.</param>
    /// <param name="fileName">Name for error messages.</param>
    public FlatBuffer(ReadOnlyMemory<byte> payload, string? fileName = null)
    {
        _memory = payload;
        FileName = fileName;
    }

    /// <summary>Size of the payload, in bytes.</summary>
    public int Length => _memory.Length;

    /// <summary>The file the payload came from, or null.</summary>
    public string? FileName { get; }

    internal ReadOnlySpan<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_closed)
            {
                ThrowClosed();
            }

            return _memory.Span;
        }
    }

    /// <summary>The root table.</summary>
    public FlatTable GetRoot() => new(this, ReadOffset(Span, 0));

    internal void Close() => _closed = true;

    /// <summary>Where a table's field lies, or 0 when the table lacks it.</summary>
    internal int FindField(ReadOnlySpan<byte> bytes, int table, int id)
    {
        var vtable = FindVTable(bytes, table, out var vtableSize, out var tableSize);
        var entry = OffsetSize + 2 * id;
        if (entry + 2 > vtableSize)
        {
            return 0;
        }

        var field = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(vtable + entry)..]);
        if (field == 0)
        {
            GC.KeepAlive(this);
            return 0;
        }

        if (field < OffsetSize || field >= tableSize)
        {
            throw Error(MddFailure.TableDamaged, table, $"field {id} of a table lies outside of the table");
        }

        GC.KeepAlive(this);
        return table + field;
    }

    /// <summary>A table's vtable, which lies in the payload as a whole, as does the table.</summary>
    internal int FindVTable(ReadOnlySpan<byte> bytes, int table, out int vtableSize, out int tableSize)
    {
        if ((uint)table > (uint)(bytes.Length - OffsetSize) || bytes.Length < OffsetSize)
        {
            throw Error(MddFailure.OutOfRange, table, "a table lies outside of the payload");
        }

        var vtable = (long)table - BinaryPrimitives.ReadInt32LittleEndian(bytes[table..]);
        if (vtable < 0 || vtable > bytes.Length - OffsetSize)
        {
            throw Error(MddFailure.OutOfRange, table, "a table's field list lies outside of the payload");
        }

        vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)vtable..]);
        tableSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)vtable + 2)..]);
        if (vtableSize < OffsetSize || (vtableSize & 1) != 0 || vtableSize > bytes.Length - vtable
            || tableSize < OffsetSize || tableSize > bytes.Length - table)
        {
            throw Error(MddFailure.TableDamaged, table, "a table's field list is damaged");
        }

        GC.KeepAlive(this);
        return (int)vtable;
    }

    /// <summary>Follows the offset at a position; offsets lead forward only, so no chain of them ends where it began.</summary>
    internal int ReadOffset(ReadOnlySpan<byte> bytes, int position)
    {
        if (position < 0 || position > bytes.Length - OffsetSize)
        {
            throw Error(MddFailure.OutOfRange, position, "an offset lies outside of the payload");
        }

        var offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
        if (offset < OffsetSize || offset > (uint)(bytes.Length - OffsetSize - position))
        {
            throw Error(MddFailure.OutOfRange, position, "an offset leads out of the payload");
        }

        GC.KeepAlive(this);
        return position + (int)offset;
    }

    /// <summary>The vector at a position: where its elements start, and how many there are.</summary>
    internal int ReadVector(ReadOnlySpan<byte> bytes, int position, int elementSize, out int count)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
        var start = position + OffsetSize;
        if (length > (uint)((bytes.Length - start) / elementSize))
        {
            throw Error(MddFailure.OutOfRange, position, $"a vector of {length} elements is longer than the payload");
        }

        count = (int)length;
        GC.KeepAlive(this);
        return start;
    }

    internal MddFormatException Error(MddFailure cause, int offset, string message) =>
        new(cause, message + "; the file is damaged, convert or copy it again", FileName, offset);

    private void ThrowClosed() =>
        throw new ObjectDisposedException(nameof(MddDatabase), $"The database {FileName} was disposed; its views cannot be read any more.");
}
