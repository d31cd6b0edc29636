using Modular.Mdd.FlatBuffers;

namespace Modular.Mdd.Caching;

/// <summary>A folder with decompressed descriptions, so that a start decompresses and verifies each only once.</summary>
/// <remarks>
/// Files are named by a hash of what they were made of and mapped into memory, so that many databases cost little more
/// than what is read of them. They are written beside their place, flushed and moved there, so any number of processes may
/// share a folder. What was not used for longest goes when the folder grows over its bound. The folder belongs to the
/// cache: who can write there can change descriptions. Safe for any number of threads.
/// </remarks>
public sealed class MddPayloadCache
{
    private const string Extension = ".payload";
    private const string TemporaryExtension = ".tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private volatile string? _lastFault;

    /// <summary>Uses a folder, which is made when it is needed.</summary>
    /// <param name="folder">The folder, used for nothing else.</param>
    /// <param name="maxBytes">Size of all files together from which on the oldest go, in bytes. Default 4 GiB.</param>
    /// <param name="time">The clock by which files grow old; null for that of the system.</param>
    public MddPayloadCache(string folder, long maxBytes = 4L * 1024 * 1024 * 1024, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        Folder = Path.GetFullPath(folder);
        MaxBytes = maxBytes;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Size of all files together from which on the oldest go, in bytes.</summary>
    public long MaxBytes { get; }

    /// <summary>Why the folder could not be used last time, or null. Databases open all the same, on the heap.</summary>
    public string? LastFault => _lastFault;

    /// <summary>Finds a payload and maps it; null when there is none that is whole and within the options.</summary>
    internal CachedPayload? Find(string key, MddOptions options)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path) || MappedFile.Map(path) is not { } mapping)
            {
                return null;
            }

            if (!PayloadTrailer.TryRead(mapping.GetSpan(), out var length, out var statistics)
                || length > options.MaxChunkBytes || statistics!.Depth > options.MaxDepth || statistics.Tables > options.MaxTables
                || statistics.LongestText > options.MaxTextBytes)
            {
                mapping.Unmap();
                return null;
            }

            // What is used last is what stays longest.
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
            mapping.ExpectRandomAccess();
            return new CachedPayload(mapping.Memory[..length], mapping, statistics);
        }
        catch (Exception e) when (e is MddFormatException or IOException or UnauthorizedAccessException)
        {
            // The next thing that is tried, storing, tells whether that is worth telling.
            return null;
        }
    }

    /// <summary>Stores a payload that was verified, and maps it; null when the folder cannot take it.</summary>
    internal CachedPayload? Store(string key, ReadOnlyMemory<byte> payload, FlatBufferStatistics statistics, MddOptions options)
    {
        var trailer = PayloadTrailer.Make(payload.Span, statistics);
        if (payload.Length + trailer.Length > MaxBytes)
        {
            return null;
        }

        var temporary = $"{PathOf(key)}.{Path.GetRandomFileName()}{TemporaryExtension}";
        try
        {
            CreateFolder();
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
                {
                    stream.Write(payload.Span);
                    stream.Write(trailer);
                    stream.Flush(flushToDisk: true);
                }

                Move(temporary, PathOf(key));
            }
            finally
            {
                File.Delete(temporary);
            }

            Shrink(key);
            _lastFault = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lastFault = $"{Folder}: {e.Message}";
            return null;
        }

        return Find(key, options);
    }

    private static void Move(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && File.Exists(path))
        {
            // Another process stored the same and has it mapped already.
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly);
        }
    }

    private void Shrink(string justStored)
    {
        long total = 0;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*" + Extension).OrderByDescending(file => file.LastWriteTimeUtc))
        {
            total += file.Length;
            if (total > MaxBytes && file.Name != justStored + Extension)
            {
                total -= TryDelete(file) ? file.Length : 0;
            }
        }

        // Left behind by processes that ended while they wrote.
        var abandoned = _time.GetUtcNow().UtcDateTime - AbandonedAfter;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*" + TemporaryExtension).Where(file => file.LastWriteTimeUtc < abandoned))
        {
            TryDelete(file);
        }
    }

    private static bool TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a file that is mapped; it goes another time.
            return false;
        }
    }

    private string PathOf(string key) => Path.Combine(Folder, key + Extension);
}
