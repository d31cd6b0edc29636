using System.Security.Cryptography;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd;

/// <summary>An MDD file: what it says about itself, and its chunks on demand. Cheap to open; nothing is decompressed.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public sealed class MddFile
{
    // Small chunks may shrink by any ratio.
    private const long SmallestRatioLimit = 1024 * 1024;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly MddOptions _options;

    private MddFile(ReadOnlyMemory<byte> bytes, MappedFile? mapping, MddOptions options, string? name)
    {
        _bytes = bytes;
        _options = options;
        Mapping = mapping;
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

    /// <summary>The mapping the bytes lie in, or null for bytes in memory.</summary>
    internal MappedFile? Mapping { get; }

    /// <summary>Maps a file and reads its container.</summary>
    /// <exception cref="MddFormatException">The file cannot be opened, is no MDD file, damaged or cut off.</exception>
    public static MddFile Open(string path, MddOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var mapping = MappedFile.Map(path);
        return new MddFile(mapping?.Memory ?? default, mapping, options ?? MddOptions.Default, path);
    }

    /// <summary>Reads the container of a file in memory. The bytes are not copied and must not change.</summary>
    /// <exception cref="MddFormatException">The bytes are no MDD file, damaged or cut off.</exception>
    public static MddFile Open(ReadOnlyMemory<byte> bytes, MddOptions? options = null, string? name = null) =>
        new(bytes, null, options ?? MddOptions.Default, name);

    /// <summary>Gives a chunk's data: in place when stored, else decompressed anew by every call.</summary>
    /// <exception cref="ArgumentException">The chunk is not one of this file.</exception>
    /// <exception cref="MddFormatException">The data is encrypted, damaged, too large or does not match its hash.</exception>
    public ReadOnlyMemory<byte> ReadChunk(MddChunk chunk)
    {
        var stored = GetStored(chunk);
        var read = InFile(Name, () =>
        {
            if (!chunk.IsCompressed && stored.Length > _options.MaxChunkBytes)
            {
                throw TooLarge(chunk, (ulong)stored.Length, $"{nameof(MddOptions)}.{nameof(MddOptions.MaxChunkBytes)} allows {_options.MaxChunkBytes}");
            }

            var data = chunk.IsCompressed ? Decompress(chunk, stored) : stored;
            if (_options.VerifyHash && chunk.Signatures.Count > 0)
            {
                Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
                SHA512.HashData(data.Span, hash);
                MddChunkChecks.CheckHash(chunk, hash, Name);
            }

            return data;
        });
        GC.KeepAlive(this);
        return read;
    }

    /// <summary>Gives a chunk's data as a stream, which holds at most a dictionary of it: for embedded files and code.</summary>
    /// <returns>A stream that only reads on. At its end it checks size and hash, so trust the data when the end was read.</returns>
    /// <exception cref="ArgumentException">The chunk is not one of this file.</exception>
    /// <exception cref="MddFormatException">The data is encrypted, damaged, or needs too large a dictionary; thrown by reads of the
    /// stream as well, also when the data does not match its size or hash.</exception>
    public Stream OpenChunk(MddChunk chunk)
    {
        var stored = GetStored(chunk);
        return InFile(Name, () => new MddChunkStream(
            this,
            chunk,
            stored,
            chunk.IsCompressed ? new LzmaReadStream(stored, _options.MaxStreamedBytes, _options.MaxDictionaryBytes) : null,
            _options.VerifyHash));
    }

    /// <summary>The data of a chunk as it lies in the file.</summary>
    internal ReadOnlyMemory<byte> GetStored(MddChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (!Container.Chunks.Contains(chunk))
        {
            throw new ArgumentException("The chunk is not one of this file.", nameof(chunk));
        }

        if (chunk.Encryption is { } encryption)
        {
            throw new MddFormatException(
                MddFailure.ChunkEncrypted,
                $"chunk '{chunk.Name}' is encrypted with '{encryption.Algorithm}'; use a file without encryption",
                Name,
                chunk.DataOffset);
        }

        if (chunk.IsCompressed && !string.Equals(chunk.CompressionAlgorithm, MddChunk.Lzma, StringComparison.OrdinalIgnoreCase))
        {
            throw new MddFormatException(
                MddFailure.UnknownCompression,
                $"chunk '{chunk.Name}' is compressed with '{chunk.CompressionAlgorithm}', of which only '{MddChunk.Lzma}' is known; convert the file anew",
                Name,
                chunk.DataOffset);
        }

        return _bytes.Slice(chunk.DataOffset, chunk.DataLength);
    }

    private byte[] Decompress(MddChunk chunk, ReadOnlyMemory<byte> stored)
    {
        var ratioLimit = chunk.Type == MddChunkType.DiagnosticDescription
            ? Math.Max(SmallestRatioLimit, (long)stored.Length * _options.MaxCompressionRatio)
            : long.MaxValue;
        if (chunk.UncompressedSize > (ulong)_options.MaxChunkBytes)
        {
            throw TooLarge(chunk, chunk.UncompressedSize.Value, $"{nameof(MddOptions)}.{nameof(MddOptions.MaxChunkBytes)} allows {_options.MaxChunkBytes}");
        }

        if (chunk.UncompressedSize > (ulong)ratioLimit)
        {
            throw TooLarge(
                chunk,
                chunk.UncompressedSize.Value,
                $"{nameof(MddOptions)}.{nameof(MddOptions.MaxCompressionRatio)} allows {ratioLimit} for {stored.Length} compressed bytes");
        }

        var limit = chunk.UncompressedSize ?? (ulong)Math.Min(_options.MaxChunkBytes, ratioLimit);
        var decompressed = LzmaDecoder.Decode(stored, (int)limit, chunk.UncompressedSize);
        MddChunkChecks.CheckSize(chunk, decompressed.Length, Name);
        return decompressed;
    }

    private static MddFormatException TooLarge(MddChunk chunk, ulong size, string allowed) => new(
        MddFailure.DecompressedTooLarge, $"chunk '{chunk.Name}' has {size} bytes of data, {allowed}", offset: chunk.DataOffset);

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
