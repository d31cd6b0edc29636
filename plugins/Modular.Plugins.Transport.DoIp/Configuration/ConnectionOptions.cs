namespace Modular.Plugins.Transport.DoIp.Configuration;

/// <summary>Timers of connections where communication parameters give none.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Longest wait for the TCP connection (CP_DoIPConnectionTimeout). Default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the answer to the routing activation (CP_DoIPRoutingActivationTimeout). Default 30 s.</summary>
    public TimeSpan RoutingActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the acknowledgement of a diagnostic message (CP_DoIPDiagnosticAckTimeout). Default 1 s.</summary>
    public TimeSpan AcknowledgementTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the entity to take the bytes of a message. Default 1 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between attempts to recover a connection (CP_DoIPConnectionRetryDelay). Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts to recover a connection, 0 to 100 000 (CP_DoIPConnectionRetryAttempts). Default 100.</summary>
    public int RetryAttempts { get; set; } = 100;

    /// <summary>Idle time after which an alive check response keeps a connection open; zero for never. Default 2 minutes.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromMinutes(2);
}
