using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Modular.Mdd.Generators.Emitting;
using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators;

/// <summary>Writes enums, views, descriptions and definitions from the additional file that ends in .schema.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class MddSchemaGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Mistake = new(
        "MDD001", "The MDD schema is wrong", "{0}", "Modular.Mdd", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".schema"))
            .Select((file, cancel) => (file.Path, Text: file.GetText(cancel)?.ToString() ?? ""));
        context.RegisterSourceOutput(files, (output, file) => Generate(output, file.Path, file.Text));
    }

    private static void Generate(SourceProductionContext output, string path, string text)
    {
        try
        {
            var schema = SchemaParser.Parse(text);
            foreach (var e in schema.Enums.Values)
            {
                Add(output, "Schema/" + e.CSharp, EnumEmitter.Emit(e));
            }

            foreach (var union in schema.UnionList)
            {
                Add(output, "Schema/" + union.Kind, EnumEmitter.EmitKind(union));
                Add(output, "Authoring/" + union.Interface, DefinitionEmitter.EmitInterface(union));
            }

            foreach (var table in schema.Tables)
            {
                Add(output, "Schema/" + table.CSharp, ViewEmitter.Emit(schema, table));
                Add(output, "Authoring/" + table.CSharp + "Definition", DefinitionEmitter.Emit(schema, table));
            }

            Add(output, "Schema/MddSchema", DescriptionEmitter.Emit(schema));
        }
        catch (SchemaException e)
        {
            var position = new LinePosition(e.Line - 1, 0);
            var location = Location.Create(path, default, new LinePositionSpan(position, position));
            output.ReportDiagnostic(Diagnostic.Create(Mistake, location, e.Message));
        }
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, Encoding.UTF8));
}
