using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

/// <summary>C# types of the schema's scalars.</summary>
internal static class CSharpTypes
{
    public static string Scalar(Schema schema, SchemaField field) => field.TypeName switch
    {
        "bool" => "bool",
        "ubyte" => "byte",
        "int32" => "int",
        "uint32" => "uint",
        "double" => "double",
        _ => schema.Enums.TryGetValue(field.TypeName, out var e)
            ? e.CSharp
            : throw new InvalidOperationException(field.TypeName + " is no scalar"),
    };
}
