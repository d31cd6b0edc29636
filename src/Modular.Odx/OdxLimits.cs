namespace Modular.Odx;

/// <summary>Bounds on what is read, so that a hostile archive or document costs no more than it is allowed to.</summary>
public sealed record OdxLimits
{
    /// <summary>The limits that suit descriptions of real vehicles.</summary>
    public static OdxLimits Default { get; } = new();

    /// <summary>Most entries in an archive.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Largest entry, in bytes when unpacked.</summary>
    public long MaxEntryBytes { get; init; } = 1L << 30;

    /// <summary>Largest sum of the entries that are read, in bytes when unpacked.</summary>
    public long MaxTotalBytes { get; init; } = 4L << 30;

    /// <summary>Largest ratio of unpacked to packed bytes of one entry; checked beyond the first mebibyte only.</summary>
    /// <value>1000 by default: deflate reaches 1032 with nothing but zeros, indented XML stays below 100.</value>
    public int MaxRatio { get; init; } = 1_000;

    /// <summary>Deepest nesting of elements in a document.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Most elements in a document.</summary>
    public int MaxElements { get; init; } = 20_000_000;

    /// <summary>Longest text of an element or attribute, in characters.</summary>
    public int MaxTextLength { get; init; } = 1 << 20;

    /// <summary>Most attributes of an element.</summary>
    public int MaxAttributes { get; init; } = 32;
}
