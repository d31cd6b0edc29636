using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Commands;

/// <summary>The plugin a command works on: a folder as it is, or an archive unpacked into a folder of its own.</summary>
internal sealed class PluginSource : IDisposable
{
    private readonly string? _temporary;

    private PluginSource(string directory, string? temporary)
    {
        Directory = directory;
        _temporary = temporary;
    }

    /// <summary>Absolute path of the folder with <c>plugin.json</c>.</summary>
    public string Directory { get; }

    /// <summary>True when the folder is a copy of what an archive holds.</summary>
    public bool IsArchive => _temporary is not null;

    /// <summary>Opens a folder or an archive.</summary>
    /// <exception cref="Plugins.Discovery.PluginProblemException">The archive cannot be unpacked.</exception>
    /// <exception cref="IOException">There is neither, or it cannot be read.</exception>
    public static PluginSource Open(string path)
    {
        if (System.IO.Directory.Exists(path))
        {
            return new PluginSource(Path.TrimEndingDirectorySeparator(path), null);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is neither a folder nor a file {path}");
        }

        var temporary = System.IO.Directory.CreateTempSubdirectory("modular-").FullName;
        try
        {
            PluginArchive.Extract(path, temporary);
            return new PluginSource(temporary, temporary);
        }
        catch
        {
            System.IO.Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary is not null)
        {
            System.IO.Directory.Delete(_temporary, recursive: true);
        }
    }
}
