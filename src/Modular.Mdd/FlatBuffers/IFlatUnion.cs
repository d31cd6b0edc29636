namespace Modular.Mdd.FlatBuffers;

/// <summary>A typed view of one element of a vector of unions.</summary>
/// <typeparam name="TSelf">The view itself.</typeparam>
public interface IFlatUnion<TSelf>
    where TSelf : struct, IFlatUnion<TSelf>
{
    /// <summary>Views an element.</summary>
    static abstract TSelf Create(byte kind, FlatTable table);
}
