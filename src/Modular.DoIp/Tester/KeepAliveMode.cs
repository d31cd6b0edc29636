namespace Modular.DoIp.Tester;

/// <summary>What a tester sends on an idle connection so that the entity keeps it open.</summary>
public enum KeepAliveMode
{
    /// <summary>Nothing. The entity closes an idle connection after its inactivity time, 5 minutes in the standard.</summary>
    None,

    /// <summary>An alive check response nobody asked for. Entities take it as a sign of life and answer nothing.</summary>
    AliveCheckResponse,

    /// <summary>
    /// An alive check request. Not every entity answers one, so a missing answer counts as a loss only after the entity has
    /// answered one before.
    /// </summary>
    AliveCheckRequest,
}
