namespace Modular.Plugins.Logging.Dlt.Configuration;

/// <summary>Log levels of DLT by their numbers in its messages.</summary>
internal enum DltLevel
{
    /// <summary>Not sent.</summary>
    Off = 0,

    /// <summary>The server cannot go on.</summary>
    Fatal = 1,

    /// <summary>Something failed.</summary>
    Error = 2,

    /// <summary>Something is wrong and goes on.</summary>
    Warn = 3,

    /// <summary>For operators.</summary>
    Info = 4,

    /// <summary>For diagnosis.</summary>
    Debug = 5,

    /// <summary>Everything.</summary>
    Verbose = 6,
}
