using Modular.Mdd.Container;

namespace Modular.Mdd;

/// <summary>What the data of a chunk must fulfil once it is decompressed.</summary>
internal static class MddChunkChecks
{
    public static void CheckSize(MddChunk chunk, long size, string? fileName)
    {
        if (chunk is { IsCompressed: true, UncompressedSize: { } expected } && expected != (ulong)size)
        {
            throw new MddFormatException(
                MddFailure.SizeMismatch,
                $"chunk '{chunk.Name}' decompresses to {size} bytes instead of {expected}; copy the file again",
                fileName,
                chunk.DataOffset);
        }
    }

    public static void CheckHash(MddChunk chunk, ReadOnlySpan<byte> hash, string? fileName)
    {
        foreach (var signature in chunk.Signatures)
        {
            if (signature.Algorithm == MddSignature.Sha512Uncompressed && !hash.SequenceEqual(signature.Signature.Span))
            {
                throw new MddFormatException(
                    MddFailure.HashMismatch,
                    $"the data of chunk '{chunk.Name}' does not match the SHA-512 it was written with; copy the file again",
                    fileName,
                    chunk.DataOffset);
            }
        }
    }
}
