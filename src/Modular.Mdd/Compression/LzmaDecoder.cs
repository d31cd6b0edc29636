namespace Modular.Mdd.Compression;

/// <summary>Decompresses legacy LZMA streams (.lzma, also called LZMA_ALONE), with a size in the head or an end marker.</summary>
/// <remarks>Memory grows with the bytes that really come, so a small stream that claims much costs little.</remarks>
public static class LzmaDecoder
{
    /// <summary>Decompresses a whole stream.</summary>
    /// <param name="source">The stream, nothing else behind it.</param>
    /// <param name="limit">Most bytes to give, in bytes.</param>
    /// <exception cref="MddFormatException">The stream is damaged, cut off, or gives more than the limit.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> source, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (!LzmaProperties.TryParse(source, out var properties))
        {
            throw new MddFormatException(
                MddFailure.CompressedDataDamaged, "the compressed data is cut off or its head is no LZMA head; copy the file again", offset: 0);
        }

        var size = properties.UncompressedSize;
        if (size > (ulong)limit)
        {
            throw TooLarge(limit, 0);
        }

        try
        {
            return new LzmaStream(source[LzmaProperties.Size..], properties, size is null ? null : (int)size, limit).Decode();
        }
        catch (LzmaDataException e) when (e.IsOverflow && size is null)
        {
            throw TooLarge(limit, LzmaProperties.Size + e.Position);
        }
        catch (LzmaDataException e)
        {
            throw new MddFormatException(
                MddFailure.CompressedDataDamaged, e.Message + "; copy the file again", offset: LzmaProperties.Size + e.Position, inner: e);
        }
    }

    private static MddFormatException TooLarge(int limit, int offset) => new(
        MddFailure.DecompressedTooLarge,
        $"the data decompresses to more than the {limit} bytes that the chunk or {nameof(MddOptions)}.{nameof(MddOptions.MaxChunkBytes)} allow",
        offset: offset);
}
