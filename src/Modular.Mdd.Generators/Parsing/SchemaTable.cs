namespace Modular.Mdd.Generators.Parsing;

/// <summary>One table with its fields by rising id.</summary>
internal sealed class SchemaTable
{
    public int Index;
    public bool IsOurs;
    public string Name = "";
    public string CSharp = "";
    public string Doc = "";
    public List<SchemaField> Fields = new();
}
