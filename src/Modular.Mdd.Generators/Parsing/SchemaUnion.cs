namespace Modular.Mdd.Generators.Parsing;

/// <summary>One union: a kind and the table it announces.</summary>
internal sealed class SchemaUnion
{
    public int Index;
    public string Name = "";
    public string Stem = "";
    public List<SchemaAlternative> Alternatives = new();

    public string Kind => Stem + "Kind";

    public string Interface => "I" + Stem + "Alternative";
}
