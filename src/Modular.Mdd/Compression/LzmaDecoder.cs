namespace Modular.Mdd.Compression;

/// <summary>Decompresses legacy LZMA streams (.lzma, also called LZMA_ALONE), with a size in the head or an end marker.</summary>
/// <remarks>Memory grows with the bytes that really come, so a small stream that claims much costs little.</remarks>
public static class LzmaDecoder
{
    private const int FirstSize = 64 * 1024;

    // Of what a stream claims, this multiple of its own size is believed at once. Real descriptions shrink to a fifth.
    private const int UsualRatio = 8;

    /// <summary>Decompresses a whole stream.</summary>
    /// <param name="source">The stream, nothing else behind it.</param>
    /// <param name="limit">Most bytes to give, in bytes.</param>
    /// <exception cref="MddFormatException">The stream is damaged, cut off, or gives more than the limit.</exception>
    public static byte[] Decode(ReadOnlyMemory<byte> source, int limit) => Decode(source, limit, null);

    /// <summary>Decompresses a whole stream whose size is known from elsewhere, which saves copies when it is right.</summary>
    internal static byte[] Decode(ReadOnlyMemory<byte> source, int limit, ulong? expected)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var properties = ReadHead(source.Span, limit);
        var most = (int)(properties.UncompressedSize ?? (ulong)limit);
        var first = Math.Max(FirstSize, (long)UsualRatio * source.Length);
        var buffer = new byte[Math.Min(Math.Min((ulong)most, properties.UncompressedSize ?? expected ?? FirstSize), (ulong)first)];
        var written = 0;
        try
        {
            var session = new LzmaSession(source[LzmaProperties.Size..], properties);
            while (session.Decode(buffer, ref written, buffer.Length == most) != LzmaProgress.Finished)
            {
                Array.Resize(ref buffer, (int)Math.Min(most, Math.Max(2L * buffer.Length, FirstSize)));
            }
        }
        catch (LzmaDataException e)
        {
            throw Refuse(e, properties, limit);
        }

        // Slack would waste memory for the life of a database.
        Array.Resize(ref buffer, written);
        return buffer;
    }

    /// <summary>Reads the head of a stream.</summary>
    /// <exception cref="MddFormatException">The stream is cut off, has no such head, or claims more than the limit.</exception>
    internal static LzmaProperties ReadHead(ReadOnlySpan<byte> source, long limit)
    {
        if (!LzmaProperties.TryParse(source, out var properties))
        {
            throw new MddFormatException(
                MddFailure.CompressedDataDamaged, "the compressed data is cut off or its head is no LZMA head; copy the file again", offset: 0);
        }

        return properties.UncompressedSize <= (ulong)limit || properties.UncompressedSize is null ? properties : throw TooLarge(limit, 0);
    }

    /// <summary>What to tell about damaged data.</summary>
    internal static MddFormatException Refuse(LzmaDataException fault, LzmaProperties properties, long limit) =>
        fault.IsOverflow && properties.UncompressedSize is null
            ? TooLarge(limit, LzmaProperties.Size + fault.Position)
            : new MddFormatException(
                MddFailure.CompressedDataDamaged, fault.Message + "; copy the file again", offset: LzmaProperties.Size + fault.Position, inner: fault);

    private static MddFormatException TooLarge(long limit, int offset) => new(
        MddFailure.DecompressedTooLarge,
        $"the data decompresses to more than the {limit} bytes that the chunk or {nameof(MddOptions)}.{nameof(MddOptions.MaxChunkBytes)} allow",
        offset: offset);
}
