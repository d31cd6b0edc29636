namespace Modular.Plugins.Logging.Dlt;

/// <summary>The DLT contexts of the server; a reader of the log filters by their names.</summary>
internal enum DltContextId
{
    /// <summary>The host.</summary>
    Main,

    /// <summary>The diagnostic tester, and every plugin that has no context of its own.</summary>
    Core,

    /// <summary>The DoIP transport.</summary>
    DoIp,

    /// <summary>The UDS protocol.</summary>
    Uds,

    /// <summary>Diagnostic databases.</summary>
    Db,

    /// <summary>The REST interface.</summary>
    Sovd,
}
