namespace Modular.Mdd.FlatBuffers;

/// <summary>A typed view of one kind of table.</summary>
/// <typeparam name="TSelf">The view itself.</typeparam>
public interface IFlatView<TSelf>
    where TSelf : struct, IFlatView<TSelf>
{
    /// <summary>Index of the table's description in <see cref="Schema.MddSchema.Tables"/>.</summary>
    static abstract int SchemaIndex { get; }

    /// <summary>Where the table lies, in bytes from the payload's start: its identity within the database.</summary>
    int Offset { get; }

    /// <summary>The table behind the view.</summary>
    FlatTable Table { get; }

    /// <summary>Views a table. Whether it is of this kind is for the caller to know.</summary>
    static abstract TSelf Create(FlatTable table);
}
