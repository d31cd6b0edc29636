namespace Modular.Mdd.Compression;

/// <summary>Names of the compressions a chunk may have.</summary>
public static class MddCompression
{
    /// <summary>Legacy LZMA stream, see <see cref="LzmaDecoder"/>.</summary>
    public const string Lzma = "lzma";
}
