using System.Globalization;
using System.Text;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Tests.Support;

/// <summary>Everything a payload says as text, by the schema's description alone: neither views nor definitions have a part in it.</summary>
internal sealed class TextDump
{
    private readonly Dictionary<(int Type, int Offset), int> _numbers = [];
    private readonly StringBuilder _text = new();

    public static string Of(FlatTable root)
    {
        var dump = new TextDump();
        dump.Write(root, MddSchema.RootIndex);
        return dump._text.ToString();
    }

    private int Write(FlatTable table, int type)
    {
        // Sharing may differ from writer to writer, so tables are numbered by content, which their children's numbers are part of.
        if (_numbers.TryGetValue((type, table.Offset), out var number))
        {
            return number;
        }

        var line = new StringBuilder(MddSchema.Tables[type].Name);
        foreach (var field in MddSchema.Tables[type].Fields)
        {
            var value = field.IsVector ? Vector(table, field) : Single(table, field);
            if (value is { Length: > 0 })
            {
                line.Append(CultureInfo.InvariantCulture, $" {field.Name}={value}");
            }
        }

        var text = line.ToString();
        number = StringComparer.Ordinal.GetHashCode(text);
        _numbers[(type, table.Offset)] = number;
        if (_lines.Add(text))
        {
            _text.AppendLine(text);
        }

        return number;
    }

    private readonly HashSet<string> _lines = [];

    private string? Single(FlatTable table, FieldDescription field) => field.Type switch
    {
        FieldType.String => table.GetString(field.Id) is { } s ? $"'{s}'" : null,
        FieldType.Table => table.GetTable(field.Id) is { } child ? Reference(child, field.Target) : null,
        FieldType.Union => table.GetTable(field.Id + 1) is { } content
            ? Alternative(table.GetScalar<byte>(field.Id, 0), content, field.Target)
            : null,
        _ when !table.Has(field.Id) => null,
        FieldType.Double => table.GetScalar(field.Id, 0.0).ToString("R", CultureInfo.InvariantCulture),
        FieldType.Int32 or FieldType.UInt32 => table.GetScalar(field.Id, 0).ToString(CultureInfo.InvariantCulture),
        _ => table.GetScalar<byte>(field.Id, 0).ToString(CultureInfo.InvariantCulture),
    };

    private string Vector(FlatTable table, FieldDescription field) => field.Type switch
    {
        FieldType.String => string.Join(',', table.GetStringVector(field.Id)),
        FieldType.Byte => Convert.ToHexString(table.GetBytes(field.Id)),
        FieldType.Enum => string.Join(',', table.GetScalarVector<byte>(field.Id)),
        FieldType.UInt32 => string.Join(',', table.GetScalarVector<uint>(field.Id)),
        FieldType.Double => string.Join(',', table.GetScalarVector<double>(field.Id)),
        FieldType.Table => string.Join(',', table.GetVector<AnyTable>(field.Id).Select(element => Reference(element.Table, field.Target))),
        FieldType.Union => string.Join(',', table.GetUnionVector<AnyUnion>(field.Id).Select(e => Alternative(e.Kind, e.Table, field.Target))),
        _ => throw new InvalidOperationException($"No vector of {field.Type} exists."),
    };

    private string Reference(FlatTable table, int type) => Write(table, type).ToString("x8", CultureInfo.InvariantCulture);

    private string Alternative(byte kind, FlatTable table, int union) => $"{kind}:{Reference(table, MddSchema.Unions[union].Alternatives[kind])}";

    private readonly record struct AnyTable(FlatTable Table) : IFlatView<AnyTable>
    {
        public static int SchemaIndex => -1;

        public int Offset => Table.Offset;

        public static AnyTable Create(FlatTable table) => new(table);
    }

    private readonly record struct AnyUnion(byte Kind, FlatTable Table) : IFlatUnion<AnyUnion>
    {
        public static AnyUnion Create(byte kind, FlatTable table) => new(kind, table);
    }
}
