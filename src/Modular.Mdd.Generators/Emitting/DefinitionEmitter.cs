using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

internal static class DefinitionEmitter
{
    public static string EmitInterface(SchemaUnion union) => "";
    public static string Emit(Schema schema, SchemaTable table) => "";
}
