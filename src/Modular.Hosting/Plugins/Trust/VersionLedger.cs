using System.Text;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Remembers the highest version of each plugin that ever ran, so that an old one with a known hole does not come back.</summary>
/// <param name="dataPath">Absolute path of the host's data folder. No identifier begins with a dot, so no plugin has the folder used here.</param>
internal sealed class VersionLedger(string dataPath)
{
    private const int MaximumBytes = 256;

    private readonly Lock _gate = new();
    private readonly string _folder = Path.Combine(dataPath, ".host", "versions");

    /// <summary>Refuses a version lower than one that ran.</summary>
    /// <exception cref="PluginProblemException">It is lower, or what ran before cannot be told.</exception>
    public void Check(string id, string version)
    {
        if (ReadHighest(id) is { } highest && SemanticVersion.TryParse(version, out var present) && present.CompareTo(highest) < 0)
        {
            throw new PluginProblemException(
                PluginReasonCode.Downgraded,
                $"Version {highest} ran before, so {version} is a step back. If that is meant, allow it with Plugins:Trust:AllowDowngrade:0={id}.");
        }
    }

    /// <summary>Remembers that a version runs.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    /// <exception cref="PluginProblemException">What ran before cannot be told.</exception>
    public void Record(string id, string version)
    {
        lock (_gate)
        {
            if (SemanticVersion.TryParse(version, out var present) && present.CompareTo(ReadHighest(id)) > 0)
            {
                Directory.CreateDirectory(_folder);
                BoundedFile.Write(PathOf(id), Encoding.ASCII.GetBytes(present + "\n"));
            }
        }
    }

    private SemanticVersion? ReadHighest(string id)
    {
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(BoundedFile.Read(path, MaximumBytes, PluginReasonCode.VersionRecordInvalid)).Trim();
        return SemanticVersion.TryParse(text, out var version)
            ? version
            : throw new PluginProblemException(
                PluginReasonCode.VersionRecordInvalid,
                $"{path} should name the highest version of {id} that ran, and does not. Correct it, or allow the version with Plugins:Trust:AllowDowngrade:0={id}.");
    }

    private string PathOf(string id) => Path.Combine(_folder, id + ".version");
}
