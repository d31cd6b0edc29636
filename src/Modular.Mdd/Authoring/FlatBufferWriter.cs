using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Modular.Mdd.Authoring;

/// <summary>Writes definitions as a FlatBuffers payload in which equal tables, vectors and strings exist once.</summary>
/// <remarks>
/// Written from the end to the start, children before parents, so that all offsets lead forward. Two tables are equal when
/// they are of one type and their fields are, children by position: since equal children share one, that is equality of
/// the whole. Tables of different types never share bytes, so that a position identifies one table of one type.
/// </remarks>
internal sealed class FlatBufferWriter
{
    private const int OffsetSize = sizeof(uint);
    private const int LargestAlignment = sizeof(double);
    private const byte TableKey = 0;
    private const byte OffsetsKey = 1;
    private const byte ScalarsKey = 2;
    private const byte FieldListKey = 3;

    private readonly BackwardBuffer _buffer = new();
    private readonly ArrayBufferWriter<byte> _key = new();
    private readonly Dictionary<byte[], int> _positions = new(ByteSequenceComparer.Instance);
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<MddDefinition, int?> _tables = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<TableDraft> _drafts = new();
    private readonly int _maxDepth;
    private int _depth;

    private FlatBufferWriter(int maxDepth) => _maxDepth = maxDepth;

    /// <summary>Writes a root and all that it refers to.</summary>
    /// <exception cref="InvalidOperationException">A definition contains itself, or nesting is deeper than readers allow.</exception>
    public static byte[] Write(MddDefinition root, int maxDepth)
    {
        var writer = new FlatBufferWriter(maxDepth);
        var position = writer.WriteTable(root);
        var head = writer._buffer.Push(OffsetSize, LargestAlignment);
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(writer._buffer.Length - position));
        return writer._buffer.Written.ToArray();
    }

    public int WriteTable(MddDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (_tables.TryGetValue(definition, out var known))
        {
            return known ?? throw new InvalidOperationException(
                $"A {definition.GetType().Name} contains itself, directly or through what it refers to; a database cannot express that.");
        }

        if (++_depth > _maxDepth)
        {
            throw new InvalidOperationException($"The definitions are nested deeper than the {_maxDepth} tables that readers allow.");
        }

        _tables.Add(definition, null);
        var draft = _drafts.TryPop(out var pooled) ? pooled : new TableDraft(this);
        definition.WriteFields(draft);
        var position = WriteFields(definition.SchemaIndex, draft.Fields);
        draft.Clear();
        _drafts.Push(draft);
        _tables[definition] = position;
        _depth--;
        return position;
    }

    public int WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_strings, value, out var exists);
        if (exists)
        {
            return position;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        // The zero behind the text is not part of its length; readers in C rely on it.
        var target = _buffer.Push(OffsetSize + length + 1, OffsetSize);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)length);
        Encoding.UTF8.GetBytes(value, target[OffsetSize..]);
        return position = _buffer.Length;
    }

    public int WriteScalars<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        BeginKey(ScalarsKey, size);
        _key.Write(MemoryMarshal.AsBytes(values));
        ref var position = ref FindKey(out var exists);
        if (exists)
        {
            return position;
        }

        var target = _buffer.Push(OffsetSize + values.Length * size, Math.Max(size, OffsetSize), shift: OffsetSize);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            WriteBits(target[(OffsetSize + index * size)..], size, TableField.ToBits(values[index]));
        }

        return position = _buffer.Length;
    }

    public int WriteOffsets(List<int> positions)
    {
        BeginKey(OffsetsKey, OffsetSize);
        _key.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(positions)));
        ref var position = ref FindKey(out var exists);
        if (exists)
        {
            return position;
        }

        var target = _buffer.Push(OffsetSize + positions.Count * OffsetSize, OffsetSize);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)positions.Count);
        for (var index = 0; index < positions.Count; index++)
        {
            var place = OffsetSize * (index + 1);
            BinaryPrimitives.WriteUInt32LittleEndian(target[place..], (uint)(_buffer.Length - place - positions[index]));
        }

        return position = _buffer.Length;
    }

    private int WriteFields(int schemaIndex, ReadOnlySpan<TableField> fields)
    {
        BeginKey(TableKey, schemaIndex);
        _key.Write(MemoryMarshal.AsBytes(fields));
        ref var position = ref FindKey(out var exists);
        if (exists)
        {
            return position;
        }

        Span<int> places = stackalloc int[fields.Length];
        var size = Place(fields, places, out var hasWide);
        var table = _buffer.Push(size, hasWide ? LargestAlignment : OffsetSize, shift: hasWide ? OffsetSize : 0);
        position = _buffer.Length;
        for (var index = 0; index < fields.Length; index++)
        {
            var field = fields[index];
            var bits = field.IsOffset ? (ulong)(position - places[index]) - field.Value : field.Value;
            WriteBits(table[places[index]..], field.Size, bits);
        }

        // The field list may move the buffer, so the table is looked up anew to be linked with it.
        var result = position;
        var fieldList = WriteFieldList(fields, places, size);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.At(result, OffsetSize), fieldList - result);
        return result;
    }

    /// <summary>Places the fields of a table behind one another, the widest first, so that none needs padding.</summary>
    private static int Place(ReadOnlySpan<TableField> fields, Span<int> places, out bool hasWide)
    {
        hasWide = false;
        var next = OffsetSize;
        for (var size = LargestAlignment; size > 0; size >>= 1)
        {
            for (var index = 0; index < fields.Length; index++)
            {
                if (fields[index].Size == size)
                {
                    hasWide |= size == LargestAlignment;
                    places[index] = next;
                    next += size;
                }
            }
        }

        return next;
    }

    private int WriteFieldList(ReadOnlySpan<TableField> fields, ReadOnlySpan<int> places, int tableSize)
    {
        var count = fields.IsEmpty ? 0 : fields[^1].Id + 1;
        Span<byte> list = stackalloc byte[OffsetSize + sizeof(ushort) * count];
        list.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(list, (ushort)list.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(list[sizeof(ushort)..], (ushort)tableSize);
        for (var index = 0; index < fields.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(list[(OffsetSize + sizeof(ushort) * fields[index].Id)..], (ushort)places[index]);
        }

        BeginKey(FieldListKey, 0);
        _key.Write(list);
        ref var position = ref FindKey(out var exists);
        if (!exists)
        {
            list.CopyTo(_buffer.Push(list.Length, sizeof(ushort)));
            position = _buffer.Length;
        }

        return position;
    }

    private static void WriteBits(Span<byte> target, int size, ulong bits)
    {
        switch (size)
        {
            case sizeof(byte):
                target[0] = (byte)bits;
                break;
            case sizeof(uint):
                BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)bits);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(target, bits);
                break;
        }
    }

    private void BeginKey(byte kind, int detail)
    {
        _key.ResetWrittenCount();
        _key.Write([kind, (byte)detail]);
    }

    private ref int FindKey(out bool exists) => ref CollectionsMarshal.GetValueRefOrAddDefault(
        _positions.GetAlternateLookup<ReadOnlySpan<byte>>(), _key.WrittenSpan, out exists);
}
