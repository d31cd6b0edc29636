namespace Modular.Mdd.Container;

/// <summary>One chunk of an MDD file: what it is, and where its data lies.</summary>
public sealed record MddChunk
{
    /// <summary>Name of the compression as a legacy LZMA stream, in any case of letters.</summary>
    public const string Lzma = "lzma";

    /// <summary>What the chunk holds.</summary>
    public MddChunkType Type { get; init; }

    /// <summary>Name of the chunk, for code the name of the code file.</summary>
    public string? Name { get; init; }

    /// <summary>Facts about the chunk.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = MddContainer.EmptyMetadata;

    /// <summary>Hashes and signatures of the data.</summary>
    public IReadOnlyList<MddSignature> Signatures { get; init; } = [];

    /// <summary><see cref="Lzma"/>, or null for data that is stored as it is.</summary>
    public string? CompressionAlgorithm { get; init; }

    /// <summary>Size of the decompressed data in bytes, or null.</summary>
    public ulong? UncompressedSize { get; init; }

    /// <summary>How the data is encrypted, or null. Encrypted data cannot be read.</summary>
    public MddEncryption? Encryption { get; init; }

    /// <summary>Media type of the data; null means application/octet-stream.</summary>
    public string? MimeType { get; init; }

    /// <summary>Whether the chunk has data at all; without, its metadata is its content.</summary>
    public bool HasData { get; init; }

    /// <summary>Where the data starts, in bytes from the start of the file.</summary>
    public int DataOffset { get; init; }

    /// <summary>Size of the data as it lies in the file, in bytes.</summary>
    public int DataLength { get; init; }

    /// <summary>Whether the data is compressed in any way.</summary>
    public bool IsCompressed => !string.IsNullOrEmpty(CompressionAlgorithm);
}
