using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd.Authoring;

/// <summary>A chunk to write beside the description, for example a code file.</summary>
public sealed class MddChunkDefinition
{
    /// <summary>What the chunk holds.</summary>
    public MddChunkType Type { get; set; } = MddChunkType.EmbeddedFile;

    /// <summary>Name of the chunk, for code the name of the code file.</summary>
    public string? Name { get; set; }

    /// <summary>Facts about the chunk.</summary>
    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>Media type of the data; null means application/octet-stream.</summary>
    public string? MimeType { get; set; }

    /// <summary>How the data is written. Its SHA-512 is that of the data before compression.</summary>
    public MddCompression Compression { get; set; }

    /// <summary>The data, before compression.</summary>
    public ReadOnlyMemory<byte> Data { get; set; }
}
