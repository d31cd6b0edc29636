namespace Modular.Mdd.Generators.Parsing;

/// <summary>One table a union may hold.</summary>
internal sealed class SchemaAlternative
{
    public int Value;
    public string TableName = "";
    public string? Implies;
    public bool IsOurs;
    public string Doc = "";
    public SchemaTable Table = null!;

    /// <summary>The table's name, without the suffix that only keeps it apart from other types.</summary>
    public string CSharp => Table.CSharp.EndsWith("Param") && !Table.Name.EndsWith("Param")
        ? Table.CSharp.Substring(0, Table.CSharp.Length - "Param".Length)
        : Table.CSharp;
}
