using System.Text.Json;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Keeps what is remembered of each plugin in a file of its own, <c>.host/state/&lt;id&gt;.json</c> of the data folder.</summary>
/// <param name="dataPath">Absolute path of the host's data folder. No identifier begins with a dot, so no plugin has the folder used here.</param>
internal sealed class PluginMemoryStore(string dataPath)
{
    private const string Extension = ".json";
    private const int MaximumBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly string _folder = Path.Combine(dataPath, ".host", "state");

    /// <summary>Reads what is remembered of a plugin.</summary>
    /// <param name="id">Identifier of a plugin, known to be one.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    /// <exception cref="PluginProblemException">The file is not of this shape.</exception>
    public PluginMemory Read(string id)
    {
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            return PluginMemory.Nothing;
        }

        try
        {
            var memory = JsonSerializer.Deserialize(BoundedFile.Read(path, MaximumBytes, PluginReasonCode.StateInvalid), PluginMemoryJson.Default.PluginMemory);
            return memory is { Schema: PluginMemory.CurrentSchema } && memory.Incidents.All(static incident => incident is not null)
                ? memory : throw Invalid(path, "is not of a shape this host knows");
        }
        catch (JsonException exception)
        {
            throw Invalid(path, $"is not what the host writes ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Changes what is remembered of a plugin; what cannot be read is forgotten.</summary>
    /// <returns>What is remembered now.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read or written.</exception>
    public PluginMemory Update(string id, Func<PluginMemory, PluginMemory> change)
    {
        lock (_gate)
        {
            var before = ReadOrNothing(id);
            var after = change(before);
            if (ReferenceEquals(before, after))
            {
                return after;
            }

            if (after.IsEmpty)
            {
                File.Delete(PathOf(id));
            }
            else
            {
                Directory.CreateDirectory(_folder);
                BoundedFile.Write(PathOf(id), JsonSerializer.SerializeToUtf8Bytes(after, PluginMemoryJson.Default.PluginMemory));
            }

            return after;
        }
    }

    /// <summary>Identifiers of the plugins of which something is remembered.</summary>
    public IReadOnlyList<string> FindAll() => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    private PluginMemory ReadOrNothing(string id)
    {
        try
        {
            return Read(id);
        }
        catch (PluginProblemException)
        {
            return PluginMemory.Nothing;
        }
    }

    private static PluginProblemException Invalid(string path, string what) => new(
        PluginReasonCode.StateInvalid, $"{path} {what}. What it remembered of the plugin is ignored.");

    private string PathOf(string id) => Path.Combine(_folder, id + Extension);
}
