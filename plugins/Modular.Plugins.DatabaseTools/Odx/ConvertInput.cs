using Modular.Odx.Archives;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>What belongs together among the inputs: each PDX and each folder by itself, loose ODX files with one another.</summary>
internal sealed record ConvertInput(string Name, string Folder, Func<OdxArchive> Open)
{
    public static IReadOnlyList<ConvertInput> From(IReadOnlyList<string> paths)
    {
        var inputs = new List<ConvertInput>();
        var loose = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                inputs.Add(new ConvertInput(path, path, () => OdxArchive.Open(path)));
            }
            else if (Path.GetExtension(path).StartsWith(".odx", StringComparison.OrdinalIgnoreCase))
            {
                loose.Add(path);
            }
            else
            {
                inputs.Add(new ConvertInput(path, FolderOf(path), () => OdxArchive.Open(path)));
            }
        }

        if (loose.Count > 0)
        {
            var name = loose.Count == 1 ? loose[0] : $"{loose[0]} and {loose.Count - 1} more";
            inputs.Add(new ConvertInput(name, FolderOf(loose[0]), () => OdxArchive.OpenFiles(loose)));
        }

        return inputs;
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
}
