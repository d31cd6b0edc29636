using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Sdk.Testing.Plugins;

/// <summary>Where one test host keeps copies of its plugins, and their data. Gone with the host.</summary>
internal sealed class PluginTestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("modular-test-").FullName;

    public string Root => Directory.CreateDirectory(Path.Combine(_path, "plugins")).FullName;

    public string Data => Path.Combine(_path, "data");

    /// <summary>Copies a staged plugin into the root.</summary>
    /// <returns>Identifier and version, as its manifest says.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder holds no plugin.</exception>
    public (string Id, string Version) Install(string folder, string? version = null)
    {
        if (!StagedPlugins.IsPlugin(folder))
        {
            throw new DirectoryNotFoundException($"{folder} holds no {PluginPackage.ManifestFile}; a staged plugin is <id>/<version>/{PluginPackage.ManifestFile}.");
        }

        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, PluginPackage.ManifestFile)))!.AsObject();
        var id = (string)manifest["id"]!;
        version ??= (string)manifest["version"]!;
        var target = Path.Combine(Root, id, version);
        Copy(folder, target);
        if ((string)manifest["version"]! != version)
        {
            // Another version of the same build, so that a test can replace a plugin without building it twice.
            manifest["version"] = version;
            File.WriteAllText(Path.Combine(target, PluginPackage.ManifestFile), manifest.ToJsonString());
            File.Delete(Path.Combine(target, PluginPackage.SignatureFile));
        }

        return (id, version);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!Directory.Exists(_path))
            {
                return;
            }

            Directory.Delete(_path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps the files of a plugin which is still loaded; they are in the folder for temporary files.
        }
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
