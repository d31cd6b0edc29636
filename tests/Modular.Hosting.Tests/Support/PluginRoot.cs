using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Modular.Hosting.Tests.Support;

/// <summary>A plugin root of a test's own, with copies of fixture plugins that the test may spoil.</summary>
internal sealed class PluginRoot : IDisposable
{
    private const string Version = "0.1.0";

    /// <summary>Copies fixtures by id.</summary>
    public PluginRoot(params string[] ids)
    {
        Directory.CreateDirectory(Path);
        foreach (var id in ids)
        {
            Add(id, id);
        }
    }

    /// <summary>A folder which the test alone has; plugins are in it.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "modular-tests-" + Guid.NewGuid().ToString("N"));

    public string FolderOf(string id, string version = Version) => System.IO.Path.Combine(Path, id, version);

    /// <summary>Copies a fixture under another identifier.</summary>
    public PluginRoot Add(string fixture, string id, string version = Version)
    {
        var source = System.IO.Path.Combine(fixture.StartsWith("modular.", StringComparison.Ordinal) ? BuildOutput.SamplePlugins : BuildOutput.TestPlugins, fixture, Version);
        Copy(source, FolderOf(id, version));
        return Edit(id, manifest =>
        {
            manifest["id"] = id;
            manifest["version"] = version;
        }, version);
    }

    /// <summary>Changes a manifest and nothing else.</summary>
    public PluginRoot Edit(string id, Action<JsonObject> edit, string version = Version)
    {
        var path = System.IO.Path.Combine(FolderOf(id, version), "plugin.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
        return this;
    }

    /// <summary>Writes a file and makes the manifest agree with it.</summary>
    public PluginRoot Write(string id, string file, string content, string version = Version)
    {
        var path = System.IO.Path.Combine(FolderOf(id, version), file);
        File.WriteAllText(path, content);
        return Edit(id, manifest => manifest["files"]![file] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))), version);
    }

    /// <summary>Copies a file into a plugin and makes the manifest agree with it.</summary>
    public PluginRoot AddFile(string id, string file, string source, string version = Version)
    {
        var path = System.IO.Path.Combine(FolderOf(id, version), file);
        File.Copy(source, path);
        return Edit(id, manifest => manifest["files"]![file] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))), version);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A plugin that hangs on purpose may still hold a file.
        }
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
