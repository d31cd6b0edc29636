using System.Text.RegularExpressions;
using Modular.Mdd.Authoring;
using Modular.Mdd.Container;
using Modular.Odx.Archives;

namespace Modular.Odx.Mapping;

/// <summary>Packs the code files that jobs name, or parts of them, into chunks.</summary>
internal sealed class CodeFilePacker(MappingSession session, OdxArchive archive)
{
    private const int MaxCodeBytes = 256 << 20;

    public List<MddChunkDefinition> Pack()
    {
        var whole = new List<MddChunkDefinition>();
        var parts = new List<MddChunkDefinition>();
        foreach (var (name, element) in session.Jobs.CodeFiles.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            // A code file is looked up among the archive's names; the name is never a path on this machine.
            if (archive.Entries.FirstOrDefault(entry => entry.Name == name) is not { } entry)
            {
                session.Problems.Recoverable(element, $"the code file {name} is not in {archive.Name}.");
                continue;
            }

            var data = Read(entry);
            if (session.Options.IncludesJobFiles)
            {
                whole.Add(new MddChunkDefinition { Type = MddChunkType.CodeFile, Name = name, Data = data });
            }

            foreach (var (job, content) in session.Options.PartialJobFiles)
            {
                if (job.IsMatch(name))
                {
                    AddParts(parts, name, data, content);
                }
            }
        }

        return [.. whole, .. parts];
    }

    private byte[] Read(OdxEntry entry)
    {
        using var stream = archive.OpenEntry(entry);
        return ReadAll(stream, $"{archive.Name}/{entry.Name}");
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxCodeBytes)
            {
                throw new OdxFormatException(name, $"the code file has more than the {MaxCodeBytes} bytes allowed.");
            }
        }

        return buffer.ToArray();
    }

    private void AddParts(List<MddChunkDefinition> parts, string name, byte[] data, Regex content)
    {
        using var inner = OdxArchive.OpenPdx($"{archive.Name}/{name}", new MemoryStream(data), archive.Limits);
        foreach (var entry in inner.Entries)
        {
            if (content.IsMatch(entry.Name))
            {
                using var stream = inner.OpenEntry(entry);
                parts.Add(new MddChunkDefinition
                {
                    Type = MddChunkType.CodeFilePartial,
                    Name = $"{name}::{entry.Name}",
                    Data = ReadAll(stream, $"{archive.Name}/{name}/{entry.Name}"),
                });
            }
        }
    }
}
