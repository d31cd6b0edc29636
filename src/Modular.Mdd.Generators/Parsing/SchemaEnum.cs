namespace Modular.Mdd.Generators.Parsing;

/// <summary>One enumeration, a byte on the wire.</summary>
internal sealed class SchemaEnum
{
    public int Index;
    public bool IsOurs;
    public string Name = "";
    public string CSharp = "";
    public List<SchemaEnumMember> Members = new();
}
