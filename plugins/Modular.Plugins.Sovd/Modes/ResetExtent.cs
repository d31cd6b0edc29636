namespace Modular.Plugins.Sovd.Modes;

/// <summary>What is brought back to its start state.</summary>
internal enum ResetExtent
{
    /// <summary>The session, where it is elsewhere.</summary>
    Session,

    /// <summary>The session and security, where they are elsewhere.</summary>
    SessionAndSecurity,

    /// <summary>The session in any case, and security where it is elsewhere.</summary>
    SessionAlwaysAndSecurity,
}
