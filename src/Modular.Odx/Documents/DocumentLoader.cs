using Modular.Odx.Archives;
using Modular.Odx.Conversion;

namespace Modular.Odx.Documents;

/// <summary>Reads all ODX documents of an archive.</summary>
internal static class DocumentLoader
{
    private const int ProgressStep = 1 << 20;

    public static IReadOnlyList<OdxDocument> Load(OdxArchive archive, IProgress<OdxProgress>? progress, CancellationToken stop)
    {
        var documents = new List<OdxDocument>();
        var total = Math.Max(1, archive.Entries.Where(static entry => entry.IsOdx).Sum(static entry => entry.Length));
        long done = 0;
        var pool = new TextPool();
        foreach (var entry in archive.Entries)
        {
            if (!entry.IsOdx)
            {
                continue;
            }

            var before = done;
            using var stream = archive.OpenEntry(entry);
            using var watched = progress is null ? stream : new WatchedStream(stream, ProgressStep, bytes =>
                progress.Report(new OdxProgress($"reading {entry.Name}", Math.Min(1, (before + bytes) / (double)total))));
            documents.Add(OdxDocumentReader.Read(entry.Name, watched, pool, archive.Limits, stop));
            done += entry.Length;
        }

        return documents.Count > 0 ? documents : throw new OdxFormatException(archive.Name, "there is no ODX document (a file named *.odx*) in it.");
    }
}
