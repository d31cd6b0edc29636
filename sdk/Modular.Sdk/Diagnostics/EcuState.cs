namespace Modular.Sdk.Diagnostics;

/// <summary>Reachability and variant detection of an ECU, in the words of the reference dialect.</summary>
public enum EcuState
{
    /// <summary>Reachable, but its variant was not looked for yet.</summary>
    NotTested,

    /// <summary>Reachable, with a known variant.</summary>
    Online,

    /// <summary>Never reached so far.</summary>
    Offline,

    /// <summary>Was reached before and is not now.</summary>
    Disconnected,

    /// <summary>Reachable, but no variant of the database matches.</summary>
    NoVariantDetected,

    /// <summary>Another database describes the ECU that answers at this address.</summary>
    Duplicate,
}
