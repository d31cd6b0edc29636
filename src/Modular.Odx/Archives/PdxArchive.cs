using System.IO.Compression;

namespace Modular.Odx.Archives;

/// <summary>A PDX file: a zip archive with ODX documents, a catalogue and code files.</summary>
internal sealed class PdxArchive : OdxArchive
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<OdxEntry> _list = [];
    private long _read;

    public PdxArchive(string name, Stream stream, OdxLimits limits)
        : base(name, limits)
    {
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            AddEntries();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            stream.Dispose();
            throw new OdxFormatException(name, $"this is no intact PDX (zip) file: {exception.Message}", inner: exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<OdxEntry> Entries => _list;

    public override Stream OpenEntry(OdxEntry entry)
    {
        var zipped = _entries[entry.Name];
        try
        {
            return new LimitedStream(zipped.Open(), $"{Name}/{entry.Name}", zipped.CompressedLength, Limits, Count);
        }
        catch (InvalidDataException exception)
        {
            throw new OdxFormatException($"{Name}/{entry.Name}", $"the archive's entry is damaged: {exception.Message}", inner: exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _zip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void AddEntries()
    {
        if (_zip.Entries.Count > Limits.MaxEntries)
        {
            throw new OdxFormatException(Name, $"the archive has {_zip.Entries.Count} entries, more than the {Limits.MaxEntries} allowed.");
        }

        foreach (var entry in _zip.Entries)
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw new OdxFormatException(Name, $"the archive holds two files named {entry.FullName}.");
            }

            if (entry.Length > Limits.MaxEntryBytes)
            {
                throw new OdxFormatException($"{Name}/{entry.FullName}", $"the entry has {entry.Length} bytes, more than the {Limits.MaxEntryBytes} allowed.");
            }

            _list.Add(new OdxEntry(entry.FullName, entry.Length, IsOdxName(entry.FullName)));
        }
    }

    private void Count(int bytes)
    {
        _read += bytes;
        if (_read > Limits.MaxTotalBytes)
        {
            throw new OdxFormatException(Name, $"the files unpack to more than the {Limits.MaxTotalBytes} bytes allowed.");
        }
    }
}
