namespace Modular.Odx.Archives;

/// <summary>Loose ODX files that belong together, from a folder or by name.</summary>
internal sealed class FolderArchive : OdxArchive
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly List<OdxEntry> _entries = [];
    private long _read;

    private FolderArchive(string name, IEnumerable<string> paths, OdxLimits limits)
        : base(name, limits)
    {
        foreach (var path in paths)
        {
            var file = Path.GetFileName(path);
            if (!_paths.TryAdd(file, path))
            {
                throw new OdxFormatException(path, $"two of the files given together are named {file}.");
            }

            var length = new FileInfo(path).Length;
            if (length > limits.MaxEntryBytes)
            {
                throw new OdxFormatException(path, $"the file has {length} bytes, more than the {limits.MaxEntryBytes} allowed.");
            }

            _entries.Add(new OdxEntry(file, length, IsOdxName(file)));
        }

        if (_entries.Count > limits.MaxEntries)
        {
            throw new OdxFormatException(name, $"there are {_entries.Count} files, more than the {limits.MaxEntries} allowed.");
        }
    }

    public override IReadOnlyList<OdxEntry> Entries => _entries;

    public static FolderArchive OfFolder(string folder, OdxLimits limits) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        Directory.EnumerateFiles(folder).Where(static path => !IsPdxName(path)).Order(StringComparer.Ordinal),
        limits);

    /// <summary>Files of any name count as documents here: whoever names one means it.</summary>
    public static FolderArchive OfFiles(IReadOnlyList<string> paths, OdxLimits limits)
    {
        var archive = new FolderArchive(NameOf(paths), paths, limits);
        for (var index = 0; index < archive._entries.Count; index++)
        {
            archive._entries[index] = archive._entries[index] with { IsOdx = true };
        }

        return archive;
    }

    public override Stream OpenEntry(OdxEntry entry)
    {
        var path = _paths[entry.Name];
        return new LimitedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), path, entry.Length, Limits, Count);
    }

    private static string NameOf(IReadOnlyList<string> paths) =>
        Path.GetFileName(paths[0]) + (paths.Count == 1 ? string.Empty : $" and {paths.Count - 1} more");

    private static bool IsPdxName(string path) => Path.GetExtension(path).Equals(".pdx", StringComparison.OrdinalIgnoreCase);

    private void Count(int bytes)
    {
        _read += bytes;
        if (_read > Limits.MaxTotalBytes)
        {
            throw new OdxFormatException(Name, $"the files have more than the {Limits.MaxTotalBytes} bytes allowed.");
        }
    }
}
