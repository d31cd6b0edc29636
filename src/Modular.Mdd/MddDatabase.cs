using Modular.Mdd.Caching;
using Modular.Mdd.Container;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd;

/// <summary>An open diagnostic database: the description of one ECU or of the functional groups, read in place.</summary>
/// <remarks>
/// Safe for any number of threads. After <see cref="Dispose"/> every view of the database throws
/// <see cref="ObjectDisposedException"/>; the memory itself is freed once nothing refers to it, so a read under way on
/// another thread never touches freed memory. A span taken from a view is valid while the database or a view is reachable.
/// </remarks>
public sealed class MddDatabase : IDisposable
{
    private readonly FlatBuffer _buffer;
    private readonly MappedFile? _mapping;
    private readonly EcuData _root;

    private MddDatabase(MddFile file, FlatBuffer buffer, MappedFile? mapping, FlatBufferStatistics statistics)
    {
        File = file;
        _buffer = buffer;
        _mapping = mapping;
        _root = EcuData.Create(buffer.GetRoot());
        Statistics = statistics;
        EcuName = file.Container.EcuName is { Length: > 0 } name ? name : _root.EcuName ?? "";
        Revision = _root.Revision ?? file.Container.Revision;
        Version = _root.Version ?? "";
    }

    /// <summary>The file the description came from, for its metadata and other chunks.</summary>
    public MddFile File { get; }

    /// <summary>Name of the ECU: that of its base variant, or "functional_groups".</summary>
    public string EcuName { get; }

    /// <summary>Revision of the description, or null.</summary>
    public string? Revision { get; }

    /// <summary>Version of the payload's schema as its writer named it; nothing depends on it.</summary>
    public string Version { get; }

    /// <summary>What the payload consists of.</summary>
    public FlatBufferStatistics Statistics { get; }

    /// <summary>Size of the payload, in bytes.</summary>
    public int PayloadLength => _buffer.Length;

    /// <summary>Whether the description lies in a mapped file, of which the system keeps in memory what is used; else on the heap.</summary>
    public bool IsMapped => _mapping is not null;

    /// <summary>The description.</summary>
    /// <exception cref="ObjectDisposedException">The database was disposed.</exception>
    public EcuData Root
    {
        get
        {
            _ = _buffer.Span;
            return _root;
        }
    }

    /// <summary>Opens a database: maps the file, checks container and hash, decompresses and verifies the payload.</summary>
    /// <exception cref="MddFormatException">The file cannot be opened or is refused; the cause says why.</exception>
    public static MddDatabase Open(string path, MddOptions? options = null) => Open(MddFile.Open(path, options), options);

    /// <summary>Opens a database in memory. The bytes are not copied where the description is stored, and must not change.</summary>
    /// <exception cref="MddFormatException">The bytes are refused; the cause says why.</exception>
    public static MddDatabase Open(ReadOnlyMemory<byte> bytes, MddOptions? options = null, string? name = null) =>
        Open(MddFile.Open(bytes, options, name), options);

    /// <summary>Opens the description of a file. Of several descriptions the last one holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">Limits of the payload; null takes those the file was opened with.</param>
    /// <exception cref="MddFormatException">The description is refused; the cause says why.</exception>
    public static MddDatabase Open(MddFile file, MddOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var chunk = file.Container.Chunks.LastOrDefault(chunk => chunk is { Type: MddChunkType.DiagnosticDescription, HasData: true })
            ?? throw new MddFormatException(
                MddFailure.NoDiagnosticDescription, "the file holds no diagnostic description; convert it anew", file.Name);
        options ??= file.Options;
        var cache = chunk.IsCompressed ? options.Cache : null;
        var key = cache is null ? null : PayloadKey.Of(file, chunk, options);
        if (cache?.Find(key!, options) is { } cached)
        {
            return new MddDatabase(file, new FlatBuffer(cached.Payload, file.Name), cached.Mapping, cached.Statistics);
        }

        var payload = file.ReadChunk(chunk);
        var buffer = new FlatBuffer(payload, file.Name);
        var statistics = FlatBufferVerifier.Verify(buffer, options);
        if (cache?.Store(key!, payload, statistics, options) is { } stored)
        {
            return new MddDatabase(file, new FlatBuffer(stored.Payload, file.Name), stored.Mapping, statistics);
        }

        // Only now: checking the hash went through the file from its start to its end.
        var mapping = chunk.IsCompressed ? null : file.Mapping;
        mapping?.ExpectRandomAccess();
        return new MddDatabase(file, buffer, mapping, statistics);
    }

    /// <summary>Ends the use of the database; its views throw from now on, and the system may take back the memory of its mapping.</summary>
    public void Dispose()
    {
        _buffer.Close();
        _mapping?.GiveBack();
    }
}
