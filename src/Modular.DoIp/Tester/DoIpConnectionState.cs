namespace Modular.DoIp.Tester;

/// <summary>State of a connection that recovers.</summary>
public enum DoIpConnectionState
{
    /// <summary>Nobody has asked for the connection yet.</summary>
    Idle,

    /// <summary>The first attempt is under way.</summary>
    Connecting,

    /// <summary>Connected, and routing is active.</summary>
    Connected,

    /// <summary>The connection has just been lost.</summary>
    Lost,

    /// <summary>Attempts to get the connection back, or to get it at all, are under way.</summary>
    Recovering,

    /// <summary>All attempts failed. The next request tries anew.</summary>
    Failed,

    /// <summary>Disposed.</summary>
    Closed,
}
