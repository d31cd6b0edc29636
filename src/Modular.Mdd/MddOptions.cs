using Modular.Mdd.Caching;

namespace Modular.Mdd;

/// <summary>How strictly a database is checked when it is opened, how much it may cost, and where its payload is kept.</summary>
public sealed record MddOptions
{
    /// <summary>The defaults.</summary>
    public static MddOptions Default { get; } = new();

    /// <summary>Deepest nesting of tables from the root, counted in tables. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most distinct tables of a payload. Default 10 000 000.</summary>
    public int MaxTables { get; init; } = 10_000_000;

    /// <summary>Longest text of a payload, in bytes. Default 1 MiB.</summary>
    public int MaxTextBytes { get; init; } = 1024 * 1024;

    /// <summary>Largest chunk that is decompressed into memory, in bytes. Default 256 MiB.</summary>
    public int MaxChunkBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many times larger than its compressed data a description of more than 1 MiB may be. Default 200.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Most bytes that a streamed chunk may give when decompressed. Default 64 GiB.</summary>
    public long MaxStreamedBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>Most bytes of its content that a streamed chunk may need at hand, in bytes. Default 64 MiB.</summary>
    public int MaxDictionaryBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most chunks, metadata entries, signatures, certificates and feature flags of a container together. Default 65 536.</summary>
    public int MaxContainerElements { get; init; } = 65_536;

    /// <summary>Whether a SHA-512 hash that a chunk carries must match its decompressed data. Default true.</summary>
    public bool VerifyHash { get; init; } = true;

    /// <summary>Where decompressed descriptions are kept between starts, or null to decompress them into memory at each. Default null.</summary>
    public MddPayloadCache? Cache { get; init; }
}
