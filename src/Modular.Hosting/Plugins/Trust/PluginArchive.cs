using System.IO.Compression;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>A <c>.modplugin</c> file: the files of a plugin's folder in a zip, with the manifest at its root.</summary>
internal static class PluginArchive
{
    /// <summary>What the file names end with.</summary>
    public const string Extension = ".modplugin";

    /// <summary>Most bytes an archive may have, packed.</summary>
    public const long MaximumPackedBytes = 512L * 1024 * 1024;

    /// <summary>Most bytes its files may have together.</summary>
    public const long MaximumBytes = 1024L * 1024 * 1024;

    // Deflate itself ends near 1000; a plugin's files stay below 20. What is small may be empty space for all we care.
    private const long MaximumRatio = 200;
    private const long RatioCounts = 1024 * 1024;
    private const int MaximumEntries = PluginManifestReader.MaximumFiles + 2;
    private const int BlockBytes = 81920;

    // The first moment a zip can name: the same folder gives the same bytes, whenever it is packed.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder which agrees with its manifest.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="path">The archive; it is there whole or not at all.</param>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    public static void Create(string directory, PluginManifest manifest, string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            {
                foreach (var name in NamesOf(directory, manifest))
                {
                    var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                    entry.LastWriteTime = Epoch;
                    entry.ExternalAttributes = 0;
                    using var source = File.OpenRead(Path.Combine(directory, name));
                    using var target = entry.Open();
                    source.CopyTo(target, BlockBytes);
                }
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Unpacks an archive into an empty folder. Nothing is written outside of it, and no link is made.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <exception cref="PluginProblemException">It is no archive, or one that no packer of plugins makes.</exception>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    public static void Extract(string path, string directory)
    {
        try
        {
            using var stream = RegularFile.OpenRead(path);
            if (stream.Length > MaximumPackedBytes)
            {
                throw Unsafe($"has {stream.Length} bytes; at most {MaximumPackedBytes} are read");
            }

            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            CheckNames(archive);
            var rest = MaximumBytes;
            foreach (var entry in archive.Entries)
            {
                rest -= Extract(entry, Path.Combine(directory, entry.FullName), rest);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new PluginProblemException(PluginReasonCode.ArchiveInvalid, $"{Path.GetFileName(path)} is no zip archive: {exception.Message}");
        }
    }

    private static IEnumerable<string> NamesOf(string directory, PluginManifest manifest)
    {
        var names = manifest.Files.Keys.Append(PluginPackage.ManifestFile);
        return (File.Exists(Path.Combine(directory, PluginPackage.SignatureFile)) ? names.Append(PluginPackage.SignatureFile) : names)
            .Order(StringComparer.Ordinal);
    }

    private static void CheckNames(ZipArchive archive)
    {
        if (archive.Entries.Count > MaximumEntries)
        {
            throw Unsafe($"holds {archive.Entries.Count} files; at most {MaximumEntries} are unpacked");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            if (!PluginPath.IsInside(entry.FullName))
            {
                throw Unsafe($"names the file '{entry.FullName}', which is no path inside of a folder");
            }

            if (!names.Add(entry.FullName))
            {
                throw Unsafe($"names the file '{entry.FullName}' twice, or in another case");
            }
        }
    }

    private static long Extract(ZipArchiveEntry entry, string path, long limit)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var source = entry.Open();
        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[BlockBytes];
        long written = 0;
        for (int count; (count = source.Read(block)) > 0;)
        {
            // What the archive says of its sizes is not believed: what comes out is counted.
            written += count;
            if (written > Math.Min(limit, PluginFolderVerifier.MaximumFileBytes))
            {
                throw Unsafe($"unpacks to more bytes than a plugin may have, at {entry.FullName}");
            }

            if (written > RatioCounts && written / MaximumRatio > entry.CompressedLength)
            {
                throw Unsafe($"blows {entry.FullName} up to more than {MaximumRatio} times its size");
            }

            target.Write(block, 0, count);
        }

        return written;
    }

    private static PluginProblemException Unsafe(string reason) => new(PluginReasonCode.ArchiveUnsafe, $"The archive {reason}.");
}
