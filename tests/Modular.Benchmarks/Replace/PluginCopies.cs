using System.Text.Json.Nodes;
using Modular.Benchmarks.Load;

namespace Modular.Benchmarks.Replace;

/// <summary>The product's plugins in a folder of the measurement's own, one of them in two versions of the same build.</summary>
internal sealed class PluginCopies : IDisposable
{
    public const string Security = "modular.security.jwt";
    private const string Manifest = "plugin.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-replace-");

    public PluginCopies()
    {
        Copy(Path.Combine(DemoServer.HostFolder, "plugins"), Root);
        var present = Directory.EnumerateDirectories(Path.Combine(Root, Security)).Single();
        Version = Path.GetFileName(present);
        NextVersion = $"{Version}-next";
        var next = Path.Combine(Root, Security, NextVersion);
        Copy(present, next);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(next, Manifest)))!.AsObject();
        manifest["version"] = NextVersion;
        File.WriteAllText(Path.Combine(next, Manifest), manifest.ToJsonString());
    }

    public string Root => Path.Combine(_folder.FullName, "plugins");

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Version { get; }

    public string NextVersion { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
