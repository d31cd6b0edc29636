namespace Modular.Mdd.Compression;

/// <summary>A position that the parser may reach, and the cheapest way to it that it knows.</summary>
internal struct LzmaParserNode
{
    /// <summary>Cost of the way, in sixteenths of a bit.</summary>
    public uint Cost;

    /// <summary>Index of the node the last step comes from.</summary>
    public int Previous;

    /// <summary>First symbol of the step; of length 0 when the step starts with the literal.</summary>
    public LzmaSymbol First;

    /// <summary>Length of the repeat of the last distance that ends the step, behind a literal; 0 for a step of one symbol.</summary>
    public int TailLength;

    /// <summary>What the stream remembers here; known once all ways to here are.</summary>
    public LzmaHistory History;
}
