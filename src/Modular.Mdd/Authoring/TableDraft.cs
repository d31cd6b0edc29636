using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Modular.Mdd.Authoring;

/// <summary>The fields of one table while its children are being written.</summary>
internal sealed class TableDraft(FlatBufferWriter writer)
{
    private readonly List<TableField> _fields = [];

    /// <summary>The fields that are not absent, by rising id.</summary>
    public ReadOnlySpan<TableField> Fields => CollectionsMarshal.AsSpan(_fields);

    public void Clear() => _fields.Clear();

    public void AddScalar<T>(int id, T value, T absent)
        where T : unmanaged
    {
        if (!EqualityComparer<T>.Default.Equals(value, absent))
        {
            Add(id, value);
        }
    }

    /// <summary>Adds a value even when it is zero, which readers tell from an absent one.</summary>
    public void AddNullable<T>(int id, T? value)
        where T : unmanaged
    {
        if (value is { } present)
        {
            Add(id, present);
        }
    }

    public void AddBoolean(int id, bool value, bool absent) => AddScalar(id, value ? (byte)1 : (byte)0, absent ? (byte)1 : (byte)0);

    public void AddNullableBoolean(int id, bool? value) => AddNullable(id, value is { } present ? (byte?)(present ? 1 : 0) : null);

    public void AddString(int id, string? value)
    {
        if (value is not null)
        {
            AddOffset(id, writer.WriteString(value));
        }
    }

    public void AddBytes(int id, byte[]? value)
    {
        if (value is { Length: > 0 })
        {
            AddOffset(id, writer.WriteScalars<byte>(value));
        }
    }

    public void AddScalars<T>(int id, List<T> values)
        where T : unmanaged
    {
        if (values.Count > 0)
        {
            AddOffset(id, writer.WriteScalars<T>(CollectionsMarshal.AsSpan(values)));
        }
    }

    public void AddStrings(int id, List<string> values)
    {
        if (values.Count > 0)
        {
            AddOffset(id, writer.WriteOffsets(values.ConvertAll(writer.WriteString)));
        }
    }

    public void AddTable(int id, MddDefinition? value)
    {
        if (value is not null)
        {
            AddOffset(id, writer.WriteTable(value));
        }
    }

    public void AddTables<T>(int id, List<T> values)
        where T : MddDefinition
    {
        if (values.Count > 0)
        {
            AddOffset(id, writer.WriteOffsets(values.ConvertAll(writer.WriteTable)));
        }
    }

    public void AddUnion(int id, byte kind, object? content)
    {
        if (content is not null)
        {
            AddScalar(id, kind, (byte)0);
            AddTable(id + 1, Definition(content));
        }
    }

    public void AddUnions<T>(int id, List<T> contents, Func<T, byte> kindOf)
        where T : class
    {
        if (contents.Count > 0)
        {
            AddScalars(id, contents.ConvertAll(content => kindOf(content)));
            AddOffset(id + 1, writer.WriteOffsets(contents.ConvertAll(content => writer.WriteTable(Definition(content)))));
        }
    }

    private static MddDefinition Definition(object content) => content as MddDefinition
        ?? throw new InvalidOperationException($"{content.GetType()} is no definition of this library, so it cannot be written.");

    private void Add<T>(int id, T value)
        where T : unmanaged => _fields.Add(new TableField(id, Unsafe.SizeOf<T>(), IsOffset: false, TableField.ToBits(value)));

    private void AddOffset(int id, int position) => _fields.Add(new TableField(id, sizeof(uint), IsOffset: true, (ulong)position));
}
