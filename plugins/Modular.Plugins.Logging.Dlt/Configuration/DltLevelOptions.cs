using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Logging.Dlt.Configuration;

/// <summary>Section <c>Dlt:Levels</c>: the DLT level of each level of the server's log.</summary>
internal sealed class DltLevelOptions
{
    /// <summary>Of trace entries. Default verbose.</summary>
    public DltLevel Trace { get; set; } = DltLevel.Verbose;

    /// <summary>Of debug entries. Default debug.</summary>
    public DltLevel Debug { get; set; } = DltLevel.Debug;

    /// <summary>Of information entries. Default info.</summary>
    public DltLevel Information { get; set; } = DltLevel.Info;

    /// <summary>Of warnings. Default warn.</summary>
    public DltLevel Warning { get; set; } = DltLevel.Warn;

    /// <summary>Of errors. Default error.</summary>
    public DltLevel Error { get; set; } = DltLevel.Error;

    /// <summary>Of critical errors. Default fatal.</summary>
    public DltLevel Critical { get; set; } = DltLevel.Fatal;

    /// <summary>The DLT level of a level of the log.</summary>
    public DltLevel Map(LogLevel level) => level switch
    {
        LogLevel.Trace => Trace,
        LogLevel.Debug => Debug,
        LogLevel.Information => Information,
        LogLevel.Warning => Warning,
        LogLevel.Error => Error,
        LogLevel.Critical => Critical,
        _ => DltLevel.Off,
    };
}
