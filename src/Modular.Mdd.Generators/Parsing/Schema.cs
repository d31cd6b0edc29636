namespace Modular.Mdd.Generators.Parsing;

/// <summary>A parsed schema file.</summary>
internal sealed class Schema
{
    public Dictionary<string, string> FieldDocs = new();
    public List<SchemaTable> Tables = new();
    public Dictionary<string, SchemaTable> TablesByName = new();
    public Dictionary<string, SchemaEnum> Enums = new();
    public Dictionary<string, SchemaUnion> Unions = new();
    public List<SchemaUnion> UnionList = new();
    public string Root = "";
    public int EnumCount;
}
