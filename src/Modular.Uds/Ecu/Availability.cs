namespace Modular.Uds.Ecu;

/// <summary>Whether an ECU offers a service or a sub-function now.</summary>
public enum Availability
{
    /// <summary>It does.</summary>
    Supported,

    /// <summary>It never does.</summary>
    NotSupported,

    /// <summary>It does in another session.</summary>
    NotSupportedInActiveSession,
}
