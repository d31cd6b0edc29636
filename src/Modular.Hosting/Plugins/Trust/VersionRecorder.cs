using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Remembers what runs. A record that cannot be written is logged and stops no plugin.</summary>
internal sealed partial class VersionRecorder(VersionLedger ledger, ILogger<VersionRecorder> logger)
{
    /// <summary>Remembers a plugin that runs now.</summary>
    public void Record(PluginIdentity identity)
    {
        try
        {
            ledger.Record(identity.Id, identity.Version);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PluginProblemException)
        {
            LogNotRecorded(identity.Id, identity.Version, exception.Message);
        }
    }

    [LoggerMessage(EventIds.VersionNotRecorded, LogLevel.Warning, "Cannot record that {Plugin} {Version} runs, so an older version will not be refused: {Reason}")]
    private partial void LogNotRecorded(string plugin, string version, string reason);
}
