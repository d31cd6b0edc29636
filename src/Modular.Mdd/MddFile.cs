using System.Security.Cryptography;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd;

/// <summary>An MDD file: what it says about itself, and its chunks on demand. Cheap to open; nothing is decompressed.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public sealed class MddFile
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly MddOptions _options;

    private MddFile(ReadOnlyMemory<byte> bytes, MddOptions options, string? name)
    {
        _bytes = bytes;
        _options = options;
        Name = name;
        Container = InFile(name, () => ContainerReader.Read(bytes.Span, options));
    }

    /// <summary>Path of the file, or the name it was opened under, or null.</summary>
    public string? Name { get; }

    /// <summary>What the file says about itself.</summary>
    public MddContainer Container { get; }

    /// <summary>Size of the file, in bytes.</summary>
    public int Length => _bytes.Length;

    internal MddOptions Options => _options;

    /// <summary>Maps a file and reads its container.</summary>
    /// <exception cref="MddFormatException">The file cannot be opened, is no MDD file, damaged or cut off.</exception>
    public static MddFile Open(string path, MddOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new MddFile(MappedFile.Map(path), options ?? MddOptions.Default, path);
    }

    /// <summary>Reads the container of a file in memory. The bytes are not copied and must not change.</summary>
    /// <exception cref="MddFormatException">The bytes are no MDD file, damaged or cut off.</exception>
    public static MddFile Open(ReadOnlyMemory<byte> bytes, MddOptions? options = null, string? name = null) =>
        new(bytes, options ?? MddOptions.Default, name);

    /// <summary>Gives a chunk's data: in place when stored, else decompressed anew by every call.</summary>
    /// <exception cref="ArgumentException">The chunk is not one of this file.</exception>
    /// <exception cref="MddFormatException">The data is encrypted, damaged, too large or does not match its hash.</exception>
    public ReadOnlyMemory<byte> ReadChunk(MddChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (!Container.Chunks.Contains(chunk))
        {
            throw new ArgumentException("The chunk is not one of this file.", nameof(chunk));
        }

        var read = InFile(Name, () =>
        {
            var data = Decompress(chunk);
            if (_options.VerifyHash)
            {
                VerifyHash(chunk, data.Span);
            }

            return data;
        });
        GC.KeepAlive(this);
        return read;
    }

    private ReadOnlyMemory<byte> Decompress(MddChunk chunk)
    {
        if (chunk.Encryption is { } encryption)
        {
            throw new MddFormatException(
                MddFailure.ChunkEncrypted, $"chunk '{chunk.Name}' is encrypted with '{encryption.Algorithm}'; use a file without encryption", offset: chunk.DataOffset);
        }

        var data = _bytes.Slice(chunk.DataOffset, chunk.DataLength);
        if (!chunk.IsCompressed)
        {
            return data.Length <= _options.MaxChunkBytes ? data : throw TooLarge(chunk, (ulong)data.Length);
        }

        if (!string.Equals(chunk.CompressionAlgorithm, MddChunk.Lzma, StringComparison.OrdinalIgnoreCase))
        {
            throw new MddFormatException(
                MddFailure.UnknownCompression,
                $"chunk '{chunk.Name}' is compressed with '{chunk.CompressionAlgorithm}', of which only '{MddChunk.Lzma}' is known; convert the file anew",
                offset: chunk.DataOffset);
        }

        if (chunk.UncompressedSize > (ulong)_options.MaxChunkBytes)
        {
            throw TooLarge(chunk, chunk.UncompressedSize.Value);
        }

        var decompressed = LzmaDecoder.Decode(data.Span, (int)(chunk.UncompressedSize ?? (ulong)_options.MaxChunkBytes));
        return chunk.UncompressedSize is not { } size || size == (ulong)decompressed.Length
            ? decompressed
            : throw new MddFormatException(
                MddFailure.SizeMismatch, $"chunk '{chunk.Name}' decompresses to {decompressed.Length} bytes instead of {size}; copy the file again", offset: chunk.DataOffset);
    }

    private static void VerifyHash(MddChunk chunk, ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        foreach (var signature in chunk.Signatures)
        {
            if (signature.Algorithm != MddSignature.Sha512Uncompressed)
            {
                continue;
            }

            SHA512.HashData(data, hash);
            if (!hash.SequenceEqual(signature.Signature.Span))
            {
                throw new MddFormatException(
                    MddFailure.HashMismatch, $"the data of chunk '{chunk.Name}' does not match the SHA-512 it was written with; copy the file again", offset: chunk.DataOffset);
            }
        }
    }

    private MddFormatException TooLarge(MddChunk chunk, ulong size) => new(
        MddFailure.DecompressedTooLarge,
        $"chunk '{chunk.Name}' has {size} bytes, {nameof(MddOptions)}.{nameof(MddOptions.MaxChunkBytes)} allows {_options.MaxChunkBytes}",
        offset: chunk.DataOffset);

    private static T InFile<T>(string? name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MddFormatException e) when (name is not null && e.FileName is null)
        {
            throw new MddFormatException(e.Cause, e.Detail, name, e.Offset, e);
        }
    }
}
