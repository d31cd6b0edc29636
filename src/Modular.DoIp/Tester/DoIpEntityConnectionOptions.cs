namespace Modular.DoIp.Tester;

/// <summary>How a connection is made and recovered.</summary>
public sealed record DoIpEntityConnectionOptions
{
    /// <summary>How each single connection is made.</summary>
    public DoIpConnectionOptions Connection { get; init; } = new();

    /// <summary>Pause between two attempts. A request does not wait for it: it starts the next attempt at once.</summary>
    /// <value>Default 5 s, as CP_DoIPConnectionRetryDelay.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts after the first, without a request in between, before the connection counts as failed.</summary>
    /// <value>Zero or more. Default 100, as CP_DoIPConnectionRetryAttempts.</value>
    public int RetryAttempts { get; init; } = 100;

    /// <summary>Whether a lost connection is recovered at once, not only by the next request.</summary>
    /// <value>Default true.</value>
    public bool RecoverAutomatically { get; init; } = true;
}
