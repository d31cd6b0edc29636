namespace Modular.Mdd.Generators.Parsing;

/// <summary>One value of an enumeration.</summary>
internal sealed class SchemaEnumMember
{
    public int Value;
    public string Name = "";
    public string CSharp = "";
    public string Doc = "";
}
