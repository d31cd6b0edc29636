namespace Modular.Mdd;

/// <summary>How strictly a database is checked when it is opened, and how much it may cost.</summary>
public sealed record MddOptions
{
    /// <summary>The defaults.</summary>
    public static MddOptions Default { get; } = new();

    /// <summary>Deepest nesting of tables from the root, counted in tables. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most distinct tables of a payload. Default 10 000 000.</summary>
    public int MaxTables { get; init; } = 10_000_000;

    /// <summary>Largest decompressed chunk, in bytes. Default 256 MiB.</summary>
    public int MaxChunkBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most chunks, metadata entries, signatures, certificates and feature flags of a container together. Default 65 536.</summary>
    public int MaxContainerElements { get; init; } = 65_536;

    /// <summary>Whether a SHA-512 hash that a chunk carries must match its decompressed data. Default true.</summary>
    public bool VerifyHash { get; init; } = true;
}
