namespace Modular.Mdd.Generators.Parsing;

/// <summary>One field of a table; a union's field stands for both of its ids.</summary>
internal sealed class SchemaField
{
    public int Id;
    public string Name = "";
    public string Property = "";
    public string TypeName = "";
    public bool IsVector;
    public bool IsNullable;
    public string? Default;
    public string? Authored;
    public bool IsImplied;
    public bool IsOurs;
    public string? UntrustedIf;
    public string Doc = "";
}
