using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Modular.Mdd.FlatBuffers;

/// <summary>One table of a payload, read by the ids of its fields. The typed views wrap it.</summary>
/// <remarks>A span does not keep mapped memory alive, so every read ends by keeping the payload alive up to there.</remarks>
public readonly struct FlatTable : IEquatable<FlatTable>
{
    private readonly FlatBuffer? _buffer;

    internal FlatTable(FlatBuffer buffer, int offset)
    {
        _buffer = buffer;
        Offset = offset;
    }

    /// <summary>The payload the table lies in.</summary>
    /// <exception cref="InvalidOperationException">The table is a default value that belongs to no database.</exception>
    public FlatBuffer Buffer => _buffer ?? throw new InvalidOperationException("The view belongs to no database.");

    /// <summary>Where the table lies, in bytes from the payload's start: its identity within the payload.</summary>
    public int Offset { get; }

    /// <summary>Whether the table has the field.</summary>
    public bool Has(int id) => Find(Buffer.Span, id) != 0;

    /// <summary>A scalar, or its default when the field is absent.</summary>
    /// <typeparam name="T">A number or enumeration of the field's size; never bool.</typeparam>
    public T GetScalar<T>(int id, T absent)
        where T : unmanaged
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        var value = position == 0 ? absent : ReadScalar<T>(bytes, position);
        GC.KeepAlive(_buffer);
        return value;
    }

    /// <summary>A scalar, or null when the field is absent.</summary>
    /// <typeparam name="T">A number or enumeration of the field's size; never bool.</typeparam>
    public T? GetNullableScalar<T>(int id)
        where T : unmanaged
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        T? value = position == 0 ? null : ReadScalar<T>(bytes, position);
        GC.KeepAlive(_buffer);
        return value;
    }

    /// <summary>A truth value, or its default when the field is absent.</summary>
    public bool GetBoolean(int id, bool absent) => GetScalar(id, absent ? (byte)1 : (byte)0) != 0;

    /// <summary>A truth value, or null when the field is absent.</summary>
    public bool? GetNullableBoolean(int id) => GetNullableScalar<byte>(id) is { } value ? value != 0 : null;

    /// <summary>A string, newly made, or null when the field is absent. Invalid UTF-8 becomes U+FFFD.</summary>
    public string? GetString(int id)
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        var text = position == 0 ? null : Encoding.UTF8.GetString(ReadBytes(bytes, Buffer.ReadOffset(bytes, position)));
        GC.KeepAlive(_buffer);
        return text;
    }

    /// <summary>A string's UTF-8 in place, empty when the field is absent.</summary>
    public ReadOnlySpan<byte> GetUtf8(int id) => GetBytes(id);

    /// <summary>A vector of bytes in place, empty when the field is absent.</summary>
    public ReadOnlySpan<byte> GetBytes(int id)
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        return position == 0 ? default : ReadBytes(bytes, Buffer.ReadOffset(bytes, position));
    }

    /// <summary>A table, or null when the field is absent.</summary>
    public FlatTable? GetTable(int id)
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        return position == 0 ? null : new FlatTable(Buffer, Buffer.ReadOffset(bytes, position));
    }

    /// <summary>A table as its view, or null when the field is absent.</summary>
    public T? GetTable<T>(int id)
        where T : struct, IFlatView<T> => GetTable(id) is { } table ? T.Create(table) : null;

    /// <summary>A vector of tables, empty when the field is absent.</summary>
    public FlatVector<T> GetVector<T>(int id)
        where T : struct, IFlatView<T> => TryGetVector(id, sizeof(uint), out var start, out var count) ? new(Buffer, start, count) : default;

    /// <summary>A vector of strings, empty when the field is absent.</summary>
    public FlatStringVector GetStringVector(int id) =>
        TryGetVector(id, sizeof(uint), out var start, out var count) ? new(Buffer, start, count) : default;

    /// <summary>A vector of numbers, empty when the field is absent.</summary>
    public FlatScalarVector<T> GetScalarVector<T>(int id)
        where T : unmanaged => TryGetVector(id, Unsafe.SizeOf<T>(), out var start, out var count) ? new(Buffer, start, count) : default;

    /// <summary>A vector of unions, empty when the fields are absent.</summary>
    /// <param name="id">Id of the kinds; the contents have the next one.</param>
    public FlatUnionVector<T> GetUnionVector<T>(int id)
        where T : struct, IFlatUnion<T>
    {
        if (!TryGetVector(id, sizeof(byte), out var kinds, out var kindCount)
            | !TryGetVector(id + 1, sizeof(uint), out var start, out var count))
        {
            return default;
        }

        return kindCount == count
            ? new FlatUnionVector<T>(Buffer, kinds, start, count)
            : throw Buffer.Error(MddFailure.TableDamaged, Offset, $"a vector has {count} contents and {kindCount} kinds");
    }

    /// <inheritdoc/>
    public bool Equals(FlatTable other) => ReferenceEquals(_buffer, other._buffer) && Offset == other.Offset;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FlatTable other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_buffer is null ? 0 : RuntimeHelpers.GetHashCode(_buffer), Offset);

    /// <summary>Whether both are the same table of the same payload.</summary>
    public static bool operator ==(FlatTable left, FlatTable right) => left.Equals(right);

    /// <summary>Whether they are different tables.</summary>
    public static bool operator !=(FlatTable left, FlatTable right) => !left.Equals(right);

    internal string Describe(string name) => _buffer is null ? $"{name} of no database" : $"{name} at byte {Offset}";

    internal static T ReadScalar<T>(ReadOnlySpan<byte> bytes, int position)
        where T : unmanaged
    {
        var source = bytes[position..];
        if (BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1)
        {
            // A field at the payload's very end may be cut short.
            return MemoryMarshal.TryRead<T>(source, out var value) ? value : throw Cut(position);
        }

        return source.Length < Unsafe.SizeOf<T>()
            ? throw Cut(position)
            : Unsafe.SizeOf<T>() == sizeof(uint)
            ? Unsafe.BitCast<uint, T>(BinaryPrimitives.ReadUInt32LittleEndian(source))
            : Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReadUInt64LittleEndian(source));
    }

    internal bool TryGetVector(int id, int elementSize, out int start, out int count)
    {
        var bytes = Buffer.Span;
        var position = Find(bytes, id);
        (start, count) = (0, 0);
        if (position == 0)
        {
            return false;
        }

        start = Buffer.ReadVector(bytes, Buffer.ReadOffset(bytes, position), elementSize, out count);
        return true;
    }

    private int Find(ReadOnlySpan<byte> bytes, int id) => Buffer.FindField(bytes, Offset, id);

    private ReadOnlySpan<byte> ReadBytes(ReadOnlySpan<byte> bytes, int position)
    {
        var start = Buffer.ReadVector(bytes, position, 1, out var count);
        return bytes.Slice(start, count);
    }

    private static MddFormatException Cut(int position) =>
        new(MddFailure.OutOfRange, "a number is cut off by the payload's end; the file is damaged, convert or copy it again", null, position);
}
