namespace Modular.Mdd.Authoring;

/// <summary>A table that an author fills, to be written into a database.</summary>
public abstract class MddDefinition
{
    private protected MddDefinition()
    {
    }

    internal abstract int SchemaIndex { get; }

    internal abstract void WriteFields(TableDraft draft);
}
