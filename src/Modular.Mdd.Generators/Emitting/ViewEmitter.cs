using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

/// <summary>Writes the zero-copy view of a table.</summary>
internal static class ViewEmitter
{
    public static string Emit(Schema schema, SchemaTable table)
    {
        var code = new CodeWriter("Modular.Mdd.Schema");
        code.Line("using Modular.Mdd.FlatBuffers;");
        code.Line("");
        code.Summary(table.Doc);
        code.Line("/// <remarks>A view: it copies nothing and reads the database in place. Reads throw");
        code.Line("/// <see cref=\"Modular.Mdd.MddFormatException\"/> for damaged bytes and");
        code.Line("/// <see cref=\"System.ObjectDisposedException\"/> after the database was disposed.</remarks>");
        code.Open("public readonly struct " + table.CSharp + " : IFlatView<" + table.CSharp + ">, System.IEquatable<" + table.CSharp + ">");
        code.Line("private readonly FlatTable _table;");
        code.Line("");
        code.Line("private " + table.CSharp + "(FlatTable table) => _table = table;");
        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public static int SchemaIndex => " + table.Index + ";");
        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public int Offset => _table.Offset;");
        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public FlatTable Table => _table;");
        foreach (var field in table.Fields)
        {
            code.Line("");
            EmitField(code, schema, field);
        }

        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public static " + table.CSharp + " Create(FlatTable table) => new(table);");
        code.Line("");
        code.Summary("Whether both are the same table of the same database.");
        code.Line("public bool Equals(" + table.CSharp + " other) => _table.Equals(other._table);");
        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public override bool Equals(object? obj) => obj is " + table.CSharp + " other && Equals(other);");
        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public override int GetHashCode() => _table.GetHashCode();");
        code.Line("");
        code.Line("/// <summary>Name of the table and where it lies.</summary>");
        code.Line("public override string ToString() => _table.Describe(\"" + table.Name + "\");");
        code.Line("");
        code.Summary("Whether both are the same table of the same database.");
        code.Line("public static bool operator ==(" + table.CSharp + " left, " + table.CSharp + " right) => left.Equals(right);");
        code.Line("");
        code.Summary("Whether they are different tables.");
        code.Line("public static bool operator !=(" + table.CSharp + " left, " + table.CSharp + " right) => !left.Equals(right);");
        code.Close();
        foreach (var field in table.Fields)
        {
            if (field.IsVector && schema.Unions.TryGetValue(field.TypeName, out var union))
            {
                EmitUnionElement(code, union);
            }
        }

        return code.ToString();
    }

    private static void EmitField(CodeWriter code, Schema schema, SchemaField field)
    {
        if (schema.Unions.TryGetValue(field.TypeName, out var union) && !field.IsVector)
        {
            code.Summary("Kind of: " + field.Doc);
            code.Line("public " + union.Kind + " Kind => _table.GetScalar(" + field.Id + ", " + union.Kind + ".None);");
            foreach (var alternative in union.Alternatives)
            {
                code.Line("");
                code.Summary(alternative.Doc + " Null when the table holds another kind or lacks the content.");
                code.Line("public " + alternative.Table.CSharp + "? As" + alternative.CSharp + " => Kind == " + union.Kind + "."
                    + alternative.CSharp + " ? _table.GetTable<" + alternative.Table.CSharp + ">(" + (field.Id + 1) + ") : null;");
            }

            return;
        }

        code.Summary(field.Doc);
        if (field.TypeName == "string" && !field.IsVector)
        {
            code.Line("/// <value>Null when absent. Every call makes a new string; <see cref=\"" + field.Property + "Utf8\"/> does not.</value>");
            code.Line("public string? " + field.Property + " => _table.GetString(" + field.Id + ");");
            code.Line("");
            code.Summary(field.Doc);
            code.Line("/// <value>UTF-8 in place, empty when absent. Valid while the database or a view of it is reachable.</value>");
            code.Line("public System.ReadOnlySpan<byte> " + field.Property + "Utf8 => _table.GetUtf8(" + field.Id + ");");
            return;
        }

        if (schema.TablesByName.ContainsKey(field.TypeName) && !field.IsVector)
        {
            code.Line("/// <value>Null when absent.</value>");
        }
        else if (field.IsVector)
        {
            code.Line("/// <value>Empty when absent.</value>");
        }
        else if (field.IsNullable)
        {
            code.Line("/// <value>Null when absent. Some writers leave out zeros, so absent may also mean 0.</value>");
        }

        code.Line("public " + Read(schema, field));
    }

    private static string Read(Schema schema, SchemaField field)
    {
        var id = field.Id;
        var arrow = " " + field.Property + " => _table.";
        if (field.IsVector)
        {
            return schema.Unions.TryGetValue(field.TypeName, out var union)
                ? "FlatUnionVector<" + union.Stem + ">" + arrow + "GetUnionVector<" + union.Stem + ">(" + id + ");"
                : schema.TablesByName.TryGetValue(field.TypeName, out var element)
                ? "FlatVector<" + element.CSharp + ">" + arrow + "GetVector<" + element.CSharp + ">(" + id + ");"
                : field.TypeName switch
                {
                    "string" => "FlatStringVector" + arrow + "GetStringVector(" + id + ");",
                    "ubyte" => "System.ReadOnlySpan<byte>" + arrow + "GetBytes(" + id + ");",
                    _ => "FlatScalarVector<" + CSharpTypes.Scalar(schema, field) + ">" + arrow
                        + "GetScalarVector<" + CSharpTypes.Scalar(schema, field) + ">(" + id + ");",
                };
        }

        if (schema.TablesByName.TryGetValue(field.TypeName, out var table))
        {
            return table.CSharp + "?" + arrow + "GetTable<" + table.CSharp + ">(" + id + ");";
        }

        var type = CSharpTypes.Scalar(schema, field);
        if (type == "bool")
        {
            return field.IsNullable
                ? "bool?" + arrow + "GetNullableBoolean(" + id + ");"
                : "bool" + arrow + "GetBoolean(" + id + ", " + (field.Default ?? "false") + ");";
        }

        return field.IsNullable
            ? type + "?" + arrow + "GetNullableScalar<" + type + ">(" + id + ");"
            : type + arrow + "GetScalar<" + type + ">(" + id + ", default);";
    }

    private static void EmitUnionElement(CodeWriter code, SchemaUnion union)
    {
        code.Line("");
        code.Summary("One element of a vector of " + union.Name + ".");
        code.Open("public readonly struct " + union.Stem + " : IFlatUnion<" + union.Stem + ">");
        code.Line("private readonly byte _kind;");
        code.Line("private readonly FlatTable _table;");
        code.Line("");
        code.Open("private " + union.Stem + "(byte kind, FlatTable table)");
        code.Line("_kind = kind;");
        code.Line("_table = table;");
        code.Close();
        code.Line("");
        code.Summary("Which alternative the element holds.");
        code.Line("public " + union.Kind + " Kind => (" + union.Kind + ")_kind;");
        foreach (var alternative in union.Alternatives)
        {
            code.Line("");
            code.Summary(alternative.Doc + " Null when the element holds another kind.");
            code.Line("public " + alternative.Table.CSharp + "? As" + alternative.CSharp + " => Kind == " + union.Kind + "."
                + alternative.CSharp + " ? " + alternative.Table.CSharp + ".Create(_table) : null;");
        }

        code.Line("");
        code.Line("/// <inheritdoc/>");
        code.Line("public static " + union.Stem + " Create(byte kind, FlatTable table) => new(kind, table);");
        code.Close();
    }
}
