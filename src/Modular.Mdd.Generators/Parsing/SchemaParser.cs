using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Modular.Mdd.Generators.Parsing;

/// <summary>Reads the schema's own syntax, described at the head of the schema file.</summary>
internal static class SchemaParser
{
    private const string DocPattern = @"\s*(?:///\s*(?<doc>.*))?$";

    private static readonly Regex Head = new(@"^(?<kind>enum|union|table) (?<name>\w+)(?: as (?<as>\w+))?(?<ours> ours)? \{$");
    private static readonly Regex Member = new(@"^(?<name>\w+) = (?<value>\d+)(?: as (?<as>\w+))?" + DocPattern);
    private static readonly Regex Alternative =
        new(@"^(?<value>\d+) \w+: (?<table>\w+)(?: implies (?<implies>\w+))?(?<ours> ours)?" + DocPattern);

    private static readonly Regex Field = new(
        @"^(?<id>\d+) (?<name>\w+): (?:\[(?<vector>\w+)\]|(?<type>\w+)(?<null>\?)?)(?: = (?<default>\w+))?(?: authored (?<authored>[\w.-]+))?"
        + @"(?: as (?<as>\w+))?(?<implied> implied)?(?: untrusted if (?<untrusted>\w+))?(?<ours> ours)?"
        + DocPattern);

    public static Schema Parse(string text)
    {
        var schema = new Schema();
        var doc = new StringBuilder();
        object? open = null;
        var lines = text.Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("///"))
            {
                doc.Append(doc.Length > 0 ? " " : "").Append(line.Substring(3).Trim());
            }
            else if (line == "}")
            {
                open = null;
            }
            else if (open is null)
            {
                open = ParseTop(schema, line, number, doc.ToString());
                doc.Clear();
            }
            else
            {
                ParseMember(schema, open, line, number);
            }
        }

        Resolve(schema);
        return schema;
    }

    private static object? ParseTop(Schema schema, string line, int number, string doc)
    {
        if (line.StartsWith("doc "))
        {
            var split = line.IndexOf(" = ", System.StringComparison.Ordinal);
            schema.FieldDocs[line.Substring(4, split - 4).Trim()] = line.Substring(split + 3).Trim();
            return null;
        }

        if (line.StartsWith("root "))
        {
            schema.Root = line.Substring(5).Trim();
            return null;
        }

        var match = Head.Match(line);
        if (!match.Success)
        {
            throw new SchemaException(number, "expected an enum, a union, a table, doc or root");
        }

        var name = match.Groups["name"].Value;
        var csharp = match.Groups["as"].Success ? match.Groups["as"].Value : name;
        switch (match.Groups["kind"].Value)
        {
            case "enum":
                return schema.Enums[name] = new SchemaEnum { Name = name, CSharp = csharp, Index = schema.EnumCount++, IsOurs = match.Groups["ours"].Success };
            case "union":
                var union = new SchemaUnion { Name = name, Stem = csharp, Index = schema.UnionList.Count };
                schema.UnionList.Add(union);
                return schema.Unions[name] = union;
            default:
                var table = new SchemaTable { Name = name, CSharp = csharp, Doc = doc, Index = schema.Tables.Count, IsOurs = match.Groups["ours"].Success };
                schema.Tables.Add(table);
                return schema.TablesByName[name] = table;
        }
    }

    private static void ParseMember(Schema schema, object open, string line, int number)
    {
        var match = (open switch { SchemaEnum => Member, SchemaUnion => Alternative, _ => Field }).Match(line);
        if (!match.Success)
        {
            throw new SchemaException(number, "cannot read '" + line + "'");
        }

        var doc = match.Groups["doc"].Value.Trim();
        switch (open)
        {
            case SchemaEnum e:
                e.Members.Add(new SchemaEnumMember
                {
                    Name = match.Groups["name"].Value,
                    Value = Number(match.Groups["value"].Value),
                    CSharp = match.Groups["as"].Success ? match.Groups["as"].Value : Naming.Pascal(match.Groups["name"].Value),
                    Doc = doc,
                });
                break;
            case SchemaUnion u:
                u.Alternatives.Add(new SchemaAlternative
                {
                    Value = Number(match.Groups["value"].Value),
                    TableName = match.Groups["table"].Value,
                    Implies = OrNull(match.Groups["implies"]),
                    IsOurs = match.Groups["ours"].Success,
                    Doc = doc,
                });
                break;
            case SchemaTable t:
                var name = match.Groups["name"].Value;
                t.Fields.Add(new SchemaField
                {
                    Id = Number(match.Groups["id"].Value),
                    Name = name,
                    Property = match.Groups["as"].Success ? match.Groups["as"].Value : Naming.Pascal(name),
                    TypeName = match.Groups["vector"].Success ? match.Groups["vector"].Value : match.Groups["type"].Value,
                    IsVector = match.Groups["vector"].Success,
                    IsNullable = match.Groups["null"].Success,
                    Default = OrNull(match.Groups["default"]),
                    Authored = OrNull(match.Groups["authored"]),
                    IsImplied = match.Groups["implied"].Success,
                    UntrustedIf = OrNull(match.Groups["untrusted"]),
                    IsOurs = match.Groups["ours"].Success || t.IsOurs,
                    Doc = doc.Length > 0 ? doc : schema.FieldDocs.TryGetValue(name, out var shared)
                        ? shared
                        : throw new SchemaException(number, "'" + name + "' needs a description"),
                });
                break;
        }
    }

    private static void Resolve(Schema schema)
    {
        foreach (var union in schema.UnionList)
        {
            foreach (var alternative in union.Alternatives)
            {
                alternative.Table = schema.TablesByName.TryGetValue(alternative.TableName, out var table)
                    ? table
                    : throw new SchemaException(1, "union " + union.Name + " names the unknown table " + alternative.TableName);
            }
        }

        var scalars = new HashSet<string> { "bool", "ubyte", "int32", "uint32", "double", "string" };
        foreach (var table in schema.Tables)
        {
            foreach (var field in table.Fields)
            {
                if (!scalars.Contains(field.TypeName) && !schema.Enums.ContainsKey(field.TypeName)
                    && !schema.TablesByName.ContainsKey(field.TypeName) && !schema.Unions.ContainsKey(field.TypeName))
                {
                    throw new SchemaException(1, table.Name + "." + field.Name + " has the unknown type " + field.TypeName);
                }
            }
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string? OrNull(Group group) => group.Success ? group.Value : null;
}
