using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

/// <summary>Writes the schema as data, for the verifier and for tools that show any table.</summary>
internal static class DescriptionEmitter
{
    public static string Emit(Schema schema)
    {
        var code = new CodeWriter("Modular.Mdd.Schema");
        code.Summary("The payload's schema as data: every table, field and union.");
        code.Open("public static class MddSchema");
        code.Summary("Index of the root table in Tables.");
        code.Line("public const int RootIndex = " + schema.TablesByName[schema.Root].Index + ";");
        code.Line("");
        code.Summary("The tables; a view's SchemaIndex is the index here.");
        code.Line("public static System.Collections.Immutable.ImmutableArray<TableDescription> Tables { get; } =");
        code.Line("[");
        foreach (var table in schema.Tables)
        {
            code.Line("    new(\"" + table.Name + "\",");
            code.Line("    [");
            foreach (var field in table.Fields)
            {
                code.Line("        new(" + field.Id + ", \"" + field.Name + "\", FieldType." + FieldType(schema, field) + ", "
                    + Word(field.IsVector) + ", " + Target(schema, field) + ", "
                    + (field.UntrustedIf is null ? -1 : table.Fields.Single(other => other.Name == field.UntrustedIf).Id) + ", "
                    + Word(field.IsNullable) + ", " + Word(field.Default == "true") + ", " + Word(field.IsImplied) + ", " + Word(field.IsOurs) + "),");
            }

            code.Line("    ], " + Word(table.IsOurs) + "),");
        }

        code.Line("];");
        code.Line("");
        code.Summary("The unions.");
        code.Line("public static System.Collections.Immutable.ImmutableArray<UnionDescription> Unions { get; } =");
        code.Line("[");
        foreach (var union in schema.UnionList)
        {
            var last = union.Alternatives.Max(alternative => alternative.Value);
            var indexes = Enumerable.Range(0, last + 1)
                .Select(value => union.Alternatives.FirstOrDefault(alternative => alternative.Value == value)?.Table.Index ?? -1);
            var published = union.Alternatives.Where(alternative => !alternative.IsOurs).Max(alternative => alternative.Value);
            code.Line("    new(\"" + union.Name + "\", [" + string.Join(", ", indexes) + "], " + published + "),");
        }

        code.Line("];");
        code.Line("");
        code.Summary("The enumerations, members by value.");
        code.Line("public static System.Collections.Immutable.ImmutableArray<EnumDescription> Enums { get; } =");
        code.Line("[");
        foreach (var e in schema.Enums.Values.OrderBy(e => e.Index))
        {
            code.Line("    new(\"" + e.Name + "\", [" + string.Join(", ", e.Members.Select(member => "\"" + member.Name + "\"")) + "], "
                + Word(e.IsOurs) + "),");
        }

        code.Line("];");
        code.Close();
        return code.ToString();
    }

    private static string FieldType(Schema schema, SchemaField field) => field.TypeName switch
    {
        "bool" => "Boolean",
        "ubyte" => "Byte",
        "int32" => "Int32",
        "uint32" => "UInt32",
        "double" => "Double",
        "string" => "String",
        _ => schema.Enums.ContainsKey(field.TypeName) ? "Enum" : schema.Unions.ContainsKey(field.TypeName) ? "Union" : "Table",
    };

    private static int Target(Schema schema, SchemaField field) =>
        schema.TablesByName.TryGetValue(field.TypeName, out var table) ? table.Index
        : schema.Unions.TryGetValue(field.TypeName, out var union) ? union.Index
        : schema.Enums.TryGetValue(field.TypeName, out var e) ? e.Index
        : -1;

    private static string Word(bool value) => value ? "true" : "false";
}
