namespace Modular.Sdk.Safety;

/// <summary>What a diagnostic service does to an ECU, from harmless to grave.</summary>
public enum ServiceEffect
{
    /// <summary>It only reads, or says that the tester is present.</summary>
    Reads,

    /// <summary>It takes back what a tester did: default session, control given back, a routine stopped.</summary>
    Restores,

    /// <summary>It changes state: everything else, and everything that is not known.</summary>
    Changes,
}
