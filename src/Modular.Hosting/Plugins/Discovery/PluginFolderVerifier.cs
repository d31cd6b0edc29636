using System.Security.Cryptography;
using Modular.Hosting.Configuration;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Compares a plugin folder with the list of files in its manifest: nothing missing, nothing extra, nothing changed.</summary>
internal static class PluginFolderVerifier
{
    /// <summary>Largest file of a plugin, in bytes.</summary>
    public const long MaximumFileBytes = 512L * 1024 * 1024;

    private static readonly HashSet<string> ContractFiles =
        new(StringComparer.OrdinalIgnoreCase) { "Modular.Sdk.dll", "System.Composition.AttributedModel.dll" };

    /// <summary>Verifies a folder.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <exception cref="PluginProblemException">The folder differs from the manifest; the first difference.</exception>
    public static void Verify(string directory, PluginManifest manifest)
    {
        if (Examine(directory, manifest).FirstOrDefault() is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>Finds every difference between a folder and its manifest. Paths that leave the folder end the search.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="manifest">Its manifest.</param>
    public static IEnumerable<PluginProblemException> Examine(string directory, PluginManifest manifest)
    {
        if (FindEscape(directory, manifest, out var present) is { } escape)
        {
            yield return escape;
            yield break;
        }

        if (!manifest.Files.ContainsKey(manifest.Main) || !File.Exists(Path.Combine(directory, manifest.Main)))
        {
            yield return new PluginProblemException(PluginReasonCode.MainMissing, $"The main assembly {manifest.Main} is missing from the folder or from 'files'.");
        }

        foreach (var path in present.Order(StringComparer.Ordinal).Where(path => !manifest.Files.ContainsKey(path)))
        {
            yield return new PluginProblemException(PluginReasonCode.FileExtra, $"{path} is in the folder but not in the manifest. Build or pack the plugin again.");
        }

        foreach (var (path, expected) in manifest.Files)
        {
            if (!present.Contains(path))
            {
                yield return new PluginProblemException(PluginReasonCode.FileMissing, $"{path} is in the manifest but not in the folder.");
            }
            else if (CheckHash(directory, path, expected) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static PluginProblemException? FindEscape(string directory, PluginManifest manifest, out HashSet<string> present)
    {
        present = [];
        if (manifest.Files.Keys.FirstOrDefault(static path => !PluginPath.IsInside(path)) is { } path)
        {
            return new PluginProblemException(PluginReasonCode.PathEscapes, $"The manifest names the file '{path}', which is no path inside the plugin's folder.");
        }

        if (manifest.Main != Path.GetFileName(manifest.Main) || !manifest.Main.EndsWith(".dll", StringComparison.Ordinal))
        {
            return new PluginProblemException(PluginReasonCode.PathEscapes, $"'main' is {manifest.Main}; it must be the name of a .dll in the plugin's folder.");
        }

        try
        {
            present = List(directory);
            return null;
        }
        catch (PluginProblemException problem)
        {
            return problem;
        }
    }

    private static HashSet<string> List(string directory)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<DirectoryInfo>([new DirectoryInfo(directory)]);
        while (pending.TryPop(out var folder))
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var path = Path.GetRelativePath(directory, entry.FullName).Replace('\\', '/');
                if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    throw new PluginProblemException(PluginReasonCode.PathEscapes, $"{path} is a link; a plugin's folder holds files only.");
                }

                if (entry is DirectoryInfo child)
                {
                    pending.Push(child);
                }
                else if (path is not (PluginPackage.ManifestFile or PluginPackage.SignatureFile))
                {
                    Add(present, path);
                }
            }
        }

        return present;
    }

    private static void Add(HashSet<string> present, string path)
    {
        if (ContractFiles.Contains(Path.GetFileName(path)))
        {
            throw new PluginProblemException(
                PluginReasonCode.ContractCopied,
                $"{path} is a contract assembly which the host shares. Reference the SDK with Private=\"false\" ExcludeAssets=\"runtime\" and build again.");
        }

        present.Add(path);
        if (present.Count > PluginManifestReader.MaximumFiles)
        {
            throw new PluginProblemException(PluginReasonCode.FileExtra, $"The folder holds more than {PluginManifestReader.MaximumFiles} files.");
        }
    }

    private static PluginProblemException? CheckHash(string directory, string path, string expected)
    {
        using var stream = RegularFile.OpenRead(Path.Combine(directory, path));
        if (stream.Length > MaximumFileBytes)
        {
            return new PluginProblemException(PluginReasonCode.FileTooLarge, $"{path} has {stream.Length} bytes; at most {MaximumFileBytes} are allowed.");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(stream, hash);
        return Convert.ToHexString(hash).Equals(expected, StringComparison.OrdinalIgnoreCase)
            ? null
            : new PluginProblemException(PluginReasonCode.FileTampered, $"{path} is not the file the manifest was made for (SHA-256 differs).");
    }
}
