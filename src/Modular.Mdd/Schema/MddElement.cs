using System.Globalization;
using System.Text;
using Modular.Mdd.FlatBuffers;

namespace Modular.Mdd.Schema;

/// <summary>Any table of a database together with its description, for tools that treat all kinds alike.</summary>
/// <param name="Table">The table.</param>
/// <param name="Type">Index of its description in <see cref="MddSchema.Tables"/>.</param>
public readonly record struct MddElement(FlatTable Table, int Type)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The description of its kind.</summary>
    public TableDescription Description => MddSchema.Tables[Type];

    /// <summary>Name of its kind in the schema.</summary>
    public string TypeName => Description.Name;

    /// <summary>The root of a database.</summary>
    /// <exception cref="ObjectDisposedException">The database was disposed.</exception>
    public static MddElement Root(MddDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return new MddElement(database.Root.Table, MddSchema.RootIndex);
    }

    /// <summary>The element behind a typed view.</summary>
    public static MddElement Of<T>(T view)
        where T : struct, IFlatView<T> => new(view.Table, T.SchemaIndex);

    /// <summary>A field's description by its name in the schema.</summary>
    /// <exception cref="ArgumentException">Elements of this kind have no such field.</exception>
    public FieldDescription Field(string name)
    {
        foreach (var field in Description.Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        throw new ArgumentException($"{TypeName} has no field '{name}'.", nameof(name));
    }

    /// <summary>Whether the field holds what the schema says; known writers store something else in some fields.</summary>
    public bool IsSound(in FieldDescription field) =>
        field.UntrustedIf < 0 || !Table.GetBoolean(field.UntrustedIf, absent: false)
        || FlatBufferVerifier.IsSound(Table, Type, field.Id, MddOptions.Default);

    /// <summary>The one element that a field of a table or union leads to; null when absent or of a kind that is not known.</summary>
    public MddElement? Child(in FieldDescription field) => field switch
    {
        { IsVector: true } => null,
        { Type: FieldType.Table } => Table.GetTable(field.Id) is { } table ? new MddElement(table, field.Target) : null,
        { Type: FieldType.Union } => Table.GetTable(field.Id + 1) is { } content
            ? Alternative(field.Target, Table.GetScalar<byte>(field.Id, 0), content)
            : null,
        _ => null,
    };

    /// <summary>How many elements a vector of tables or unions has.</summary>
    public int CountChildren(in FieldDescription field) =>
        field.IsVector && field.Type is FieldType.Table or FieldType.Union
        && Table.TryGetVector(field.Type == FieldType.Union ? field.Id + 1 : field.Id, sizeof(uint), out _, out var count)
            ? count
            : 0;

    /// <summary>One element of a vector of tables or unions; null when it is of a kind that is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below the count.</exception>
    public MddElement? ChildAt(in FieldDescription field, int index)
    {
        var id = field.Type == FieldType.Union ? field.Id + 1 : field.Id;
        var found = Table.TryGetVector(id, sizeof(uint), out var start, out var count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, found ? (uint)count : 0, nameof(index));
        var buffer = Table.Buffer;
        var child = new FlatTable(buffer, buffer.ReadOffset(buffer.Span, start + index * sizeof(uint)));
        if (field.Type == FieldType.Table)
        {
            return new MddElement(child, field.Target);
        }

        return Table.TryGetVector(field.Id, sizeof(byte), out var kinds, out var kindCount) && index < kindCount
            ? Alternative(field.Target, buffer.Span[kinds + index], child)
            : null;
    }

    /// <summary>A field's number, truth value, member name or text as text; vectors of them separated by commas, bytes as hex.</summary>
    /// <returns>Null when the field is absent or leads to other elements.</returns>
    public string? Text(in FieldDescription field)
    {
        if (!Table.Has(field.Id))
        {
            return null;
        }

        if (field.IsVector)
        {
            return field.Type switch
            {
                FieldType.String => string.Join(", ", Table.GetStringVector(field.Id)),
                FieldType.Byte => Convert.ToHexString(Table.GetBytes(field.Id)),
                FieldType.Enum => Join(Table.GetScalarVector<byte>(field.Id)),
                FieldType.Int32 => Join(Table.GetScalarVector<int>(field.Id)),
                FieldType.UInt32 => Join(Table.GetScalarVector<uint>(field.Id)),
                FieldType.Double => Join(Table.GetScalarVector<double>(field.Id)),
                _ => null,
            };
        }

        return field.Type switch
        {
            FieldType.String => Table.GetString(field.Id),
            FieldType.Boolean => Table.GetBoolean(field.Id, field.Default) ? "true" : "false",
            FieldType.Enum => EnumName(field.Target, Table.GetScalar<byte>(field.Id, 0)),
            FieldType.Byte => Table.GetScalar<byte>(field.Id, 0).ToString(Culture),
            FieldType.Int32 => Table.GetScalar(field.Id, 0).ToString(Culture),
            FieldType.UInt32 => Table.GetScalar(field.Id, 0u).ToString(Culture),
            FieldType.Double => Table.GetScalar(field.Id, 0.0).ToString("R", Culture),
            _ => null,
        };
    }

    /// <summary>What a field's absence means, as text; null where it means nothing at all.</summary>
    public static string? AbsentText(in FieldDescription field) => field switch
    {
        { IsVector: true } or { IsNullable: true } => null,
        { Type: FieldType.Boolean } => field.Default ? "true" : "false",
        { Type: FieldType.Enum } => EnumName(field.Target, 0),
        { Type: FieldType.String or FieldType.Table or FieldType.Union } => null,
        _ => "0",
    };

    /// <summary>What kind it is and its own fields, for people; at most some 200 characters.</summary>
    public override string ToString()
    {
        const int enough = 160;
        var text = new StringBuilder(TypeName);
        foreach (var field in Description.Fields)
        {
            if (text.Length > enough)
            {
                return text.Append(" ...").ToString();
            }

            if (Text(field) is { Length: > 0 } value)
            {
                text.Append(' ').Append(field.Name).Append('=').Append(value.Length > enough / 4 ? value[..(enough / 4)] + "..." : value);
            }
        }

        return text.ToString();
    }

    private static string EnumName(int type, byte value) =>
        value < MddSchema.Enums[type].Members.Length ? MddSchema.Enums[type].Members[value] : value.ToString(Culture);

    private static MddElement? Alternative(int union, byte kind, FlatTable table)
    {
        var alternatives = MddSchema.Unions[union].Alternatives;
        return kind < alternatives.Length && alternatives[kind] >= 0 ? new MddElement(table, alternatives[kind]) : null;
    }

    private static string Join<T>(FlatScalarVector<T> values)
        where T : unmanaged, IFormattable => string.Join(", ", values.Select(value => value.ToString(null, Culture)));
}
