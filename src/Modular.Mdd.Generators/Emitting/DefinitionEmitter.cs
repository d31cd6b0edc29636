using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

/// <summary>Writes the mutable definition of a table, which authors fill and the writer serialises.</summary>
internal static class DefinitionEmitter
{
    public static string EmitInterface(SchemaUnion union)
    {
        var code = new CodeWriter("Modular.Mdd.Authoring");
        code.Line("using Modular.Mdd.Schema;");
        code.Line("");
        code.Summary("What " + union.Name + " may hold: "
            + string.Join(", ", union.Alternatives.Select(alternative => alternative.Table.CSharp + "Definition")) + ".");
        code.Open("public interface " + union.Interface);
        code.Summary("Which alternative it is.");
        code.Line(union.Kind + " Kind { get; }");
        code.Close();
        return code.ToString();
    }

    public static string Emit(Schema schema, SchemaTable table)
    {
        var name = table.CSharp + "Definition";
        var memberships = schema.UnionList
            .SelectMany(union => union.Alternatives.Where(alternative => alternative.Table == table).Select(alternative => (union, alternative)))
            .ToList();
        var code = new CodeWriter("Modular.Mdd.Authoring");
        code.Line("using System.Collections.Generic;");
        code.Line("using Modular.Mdd.Schema;");
        code.Line("");
        code.Summary(table.Doc);
        code.Line("/// <remarks>To be written into a database. One object may be used in many places and is written once.</remarks>");
        code.Open("public sealed class " + name + " : MddDefinition" + string.Concat(memberships.Select(m => ", " + m.union.Interface)));
        foreach (var field in table.Fields)
        {
            EmitProperty(code, schema, field);
            code.Line("");
        }

        foreach (var (union, alternative) in memberships)
        {
            code.Line(union.Kind + " " + union.Interface + ".Kind => " + union.Kind + "." + alternative.CSharp + ";");
            code.Line("");
        }

        code.Line("internal override int SchemaIndex => " + table.Index + ";");
        code.Line("");
        code.Summary("Copies a table and all that it refers to. What is shared in the database is one object here as well.");
        code.Line("/// <exception cref=\"Modular.Mdd.MddFormatException\">The database is damaged.</exception>");
        code.Line("public static " + name + " From(" + table.CSharp + " view) => Read(view, new DefinitionReader());");
        code.Line("");
        EmitRead(code, schema, table, name);
        code.Line("");
        EmitWrite(code, schema, table);
        code.Close();
        return code.ToString();
    }

    private static void EmitProperty(CodeWriter code, Schema schema, SchemaField field)
    {
        code.Summary(field.Doc);
        if (field.IsImplied)
        {
            code.Line("/// <value>Null, the default, takes what the content implies.</value>");
        }

        code.Line("public " + PropertyType(schema, field) + " " + field.Property + " { get; set; }" + Initialiser(schema, field));
    }

    private static string PropertyType(Schema schema, SchemaField field)
    {
        if (field.IsVector)
        {
            return field.TypeName == "ubyte" ? "byte[]?" : "List<" + ElementType(schema, field) + ">";
        }

        if (field.TypeName == "string" || schema.TablesByName.ContainsKey(field.TypeName) || schema.Unions.ContainsKey(field.TypeName))
        {
            return ElementType(schema, field) + "?";
        }

        return ElementType(schema, field) + (field.IsNullable || field.IsImplied ? "?" : "");
    }

    private static string ElementType(Schema schema, SchemaField field) =>
        field.TypeName == "string" ? "string"
        : schema.TablesByName.TryGetValue(field.TypeName, out var table) ? table.CSharp + "Definition"
        : schema.Unions.TryGetValue(field.TypeName, out var union) ? union.Interface
        : CSharpTypes.Scalar(schema, field);

    private static string Initialiser(Schema schema, SchemaField field)
    {
        if (field.IsVector)
        {
            return field.TypeName == "ubyte" ? "" : " = [];";
        }

        var value = field.Authored ?? field.Default;
        return value is null or "false" ? ""
            : field.TypeName == "string" ? " = \"" + value + "\";"
            : schema.Enums.TryGetValue(field.TypeName, out var e) ? " = " + e.CSharp + "." + e.Members.Single(m => m.Name == value).CSharp + ";"
            : " = " + value + ";";
    }

    private static void EmitRead(CodeWriter code, Schema schema, SchemaTable table, string name)
    {
        code.Open("internal static " + name + " Read(" + table.CSharp + " view, DefinitionReader reader)");
        code.Open("if (reader.TryGet<" + name + ">(" + table.Index + ", view.Offset, out var definition))");
        code.Line("return definition;");
        code.Close();
        code.Line("");
        code.Line("reader.CheckDepth(view.Table);");
        code.Line("definition = new " + name + "();");
        foreach (var field in table.Fields)
        {
            var source = "view." + field.Property;
            if (field.IsVector)
            {
                EmitReadVector(code, schema, table, field);
            }
            else if (schema.TablesByName.TryGetValue(field.TypeName, out var child))
            {
                code.Line("definition." + field.Property + " = " + source + " is { } " + Local(field) + " ? " + child.CSharp
                    + "Definition.Read(" + Local(field) + ", reader) : null;");
            }
            else if (schema.Unions.TryGetValue(field.TypeName, out var union))
            {
                code.Open("definition." + field.Property + " = view.Kind switch");
                foreach (var alternative in union.Alternatives)
                {
                    code.Line(union.Kind + "." + alternative.CSharp + " => view.As" + alternative.CSharp + " is { } content ? "
                        + alternative.Table.CSharp + "Definition.Read(content, reader) : null,");
                }

                code.Line("_ => null,");
                code.Close(";");
            }
            else
            {
                code.Line("definition." + field.Property + " = " + source + ";");
            }
        }

        code.Line("return reader.Add(" + table.Index + ", view.Offset, definition);");
        code.Close();
    }

    private static void EmitReadVector(CodeWriter code, Schema schema, SchemaTable table, SchemaField field)
    {
        var source = "view." + field.Property;
        if (field.TypeName == "ubyte")
        {
            code.Line("definition." + field.Property + " = " + source + " is { IsEmpty: false } bytes ? bytes.ToArray() : null;");
            return;
        }

        if (field.UntrustedIf is { } flag)
        {
            var property = table.Fields.Single(other => other.Name == flag).Property;
            code.Open("if (!view." + property + " || DefinitionReader.IsSound(view.Table, " + table.Index + ", " + field.Id + "))");
        }

        if (schema.Unions.TryGetValue(field.TypeName, out var union))
        {
            code.Open("foreach (var element in " + source + ")");
            code.Open("var content = element.Kind switch");
            foreach (var alternative in union.Alternatives)
            {
                code.Line(union.Kind + "." + alternative.CSharp + " => element.As" + alternative.CSharp + " is { } held ? "
                    + alternative.Table.CSharp + "Definition.Read(held, reader) : null,");
            }

            code.Line("_ => (" + union.Interface + "?)null,");
            code.Close(";");
            code.Open("if (content is not null)");
            code.Line("definition." + field.Property + ".Add(content);");
            code.Close();
            code.Close();
        }
        else if (schema.TablesByName.TryGetValue(field.TypeName, out var child))
        {
            code.Open("foreach (var element in " + source + ")");
            code.Line("definition." + field.Property + ".Add(" + child.CSharp + "Definition.Read(element, reader));");
            code.Close();
        }
        else
        {
            code.Line("definition." + field.Property + ".AddRange(" + source + ");");
        }

        if (field.UntrustedIf is not null)
        {
            code.Close();
        }
    }

    private static void EmitWrite(CodeWriter code, Schema schema, SchemaTable table)
    {
        code.Open("internal override void WriteFields(TableDraft draft)");
        foreach (var field in table.Fields)
        {
            code.Line("draft." + Write(schema, table, field) + ";");
        }

        code.Close();
    }

    private static string Write(Schema schema, SchemaTable table, SchemaField field)
    {
        var arguments = "(" + field.Id + ", " + field.Property;
        if (schema.Unions.TryGetValue(field.TypeName, out var union))
        {
            return field.IsVector
                ? "AddUnions" + arguments + ", static content => (byte)content.Kind)"
                : "AddUnion(" + field.Id + ", (byte)(" + field.Property + "?.Kind ?? " + union.Kind + ".None), " + field.Property + ")";
        }

        if (field.IsVector)
        {
            return field.TypeName switch
            {
                "string" => "AddStrings" + arguments + ")",
                "ubyte" => "AddBytes" + arguments + ")",
                _ => (schema.TablesByName.ContainsKey(field.TypeName) ? "AddTables" : "AddScalars") + arguments + ")",
            };
        }

        if (schema.TablesByName.ContainsKey(field.TypeName))
        {
            return "AddTable" + arguments + ")";
        }

        if (field.IsImplied)
        {
            return "AddScalar(" + field.Id + ", " + field.Property + " ?? " + Implied(schema, table, field) + ", default)";
        }

        return field.TypeName switch
        {
            "string" => "AddString" + arguments + ")",
            "bool" => field.IsNullable ? "AddNullableBoolean" + arguments + ")" : "AddBoolean" + arguments + ", " + (field.Default ?? "false") + ")",
            _ => field.IsNullable ? "AddNullable" + arguments + ")" : "AddScalar" + arguments + ", default)",
        };
    }

    private static string Implied(Schema schema, SchemaTable table, SchemaField field)
    {
        var content = table.Fields.Single(other => schema.Unions.ContainsKey(other.TypeName));
        var union = schema.Unions[content.TypeName];
        var e = schema.Enums[field.TypeName];
        var arms = union.Alternatives.Select(alternative => union.Kind + "." + alternative.CSharp + " => global::Modular.Mdd.Schema."
            + e.CSharp + "." + e.Members.Single(member => member.Name == alternative.Implies).CSharp);
        return "(" + content.Property + "?.Kind switch { " + string.Join(", ", arms) + ", _ => default })";
    }

    private static string Local(SchemaField field) => "@" + char.ToLowerInvariant(field.Property[0]) + field.Property.Substring(1);
}
