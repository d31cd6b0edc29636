namespace Modular.Mdd.Compression;

/// <summary>How the data of a chunk is written.</summary>
public enum MddCompression
{
    /// <summary>As it is, so that readers map it instead of decompressing it.</summary>
    None,

    /// <summary>As a legacy LZMA stream, see <see cref="LzmaEncoder"/>.</summary>
    Lzma,
}
