namespace Modular.Odx.Archives;

/// <summary>Where ODX documents come from: a PDX file, or loose ODX files that belong together.</summary>
public abstract class OdxArchive : IDisposable
{
    private protected OdxArchive(string name, OdxLimits limits)
    {
        Name = name;
        Limits = limits;
    }

    /// <summary>Name for messages and metadata, without folder.</summary>
    public string Name { get; }

    /// <summary>The files, in the archive's order.</summary>
    public abstract IReadOnlyList<OdxEntry> Entries { get; }

    /// <summary>What is enforced while reading.</summary>
    internal OdxLimits Limits { get; }

    /// <summary>Opens a PDX file, a single ODX file, or a folder that holds ODX files.</summary>
    /// <exception cref="OdxFormatException">It is neither.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OdxArchive Open(string path, OdxLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= OdxLimits.Default;
        if (Directory.Exists(path))
        {
            return FolderArchive.OfFolder(path, limits);
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            if (IsZip(stream))
            {
                return new PdxArchive(Path.GetFileName(path), stream, limits);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return OpenFiles([path], limits);
    }

    /// <summary>Opens loose ODX files that refer to one another.</summary>
    /// <exception cref="OdxFormatException">Two files have one name.</exception>
    public static OdxArchive OpenFiles(IReadOnlyList<string> paths, OdxLimits? limits = null) =>
        FolderArchive.OfFiles(paths, limits ?? OdxLimits.Default);

    /// <summary>Opens a PDX held in a stream, which the archive owns from now on.</summary>
    /// <exception cref="OdxFormatException">It is no zip archive, or exceeds the limits.</exception>
    public static OdxArchive OpenPdx(string name, Stream stream, OdxLimits? limits = null) =>
        new PdxArchive(name, stream, limits ?? OdxLimits.Default);

    /// <summary>Opens one file for reading. Files are read one at a time.</summary>
    /// <exception cref="OdxFormatException">It is damaged or exceeds the limits; while reading as well.</exception>
    public abstract Stream OpenEntry(OdxEntry entry);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private protected static bool IsOdxName(string name) => name.Contains(".odx", StringComparison.OrdinalIgnoreCase);

    private static bool IsZip(FileStream stream)
    {
        Span<byte> head = stackalloc byte[4];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read >= 2 && head[0] == 'P' && head[1] == 'K';
    }
}
