namespace Modular.Sdk.Transports;

/// <summary>State of the connection below a link.</summary>
public enum LinkState
{
    /// <summary>Not connected yet.</summary>
    Idle,

    /// <summary>Connected and activated.</summary>
    Connected,

    /// <summary>Lost; recovery is under way.</summary>
    Recovering,

    /// <summary>Lost; the next send tries anew.</summary>
    Failed,

    /// <summary>Disposed.</summary>
    Closed,
}
