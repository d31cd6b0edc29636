namespace Modular.Simulation;

/// <summary>How an ECU behaves where databases do not say.</summary>
public sealed record EcuProfile
{
    /// <summary>Longest the ECU takes to start its response, as it reports when a session starts.</summary>
    /// <value>Milliseconds, 0 to 65 535. Default 50.</value>
    public int P2ServerMaxMilliseconds { get; init; } = 50;

    /// <summary>Longest the ECU takes after it asked for patience, as it reports when a session starts.</summary>
    /// <value>Milliseconds, 0 to 655 350 in steps of 10. Default 5000.</value>
    public int P2StarServerMaxMilliseconds { get; init; } = 5000;

    /// <summary>Silence after which the ECU leaves any session but the default one.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan S3Server { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wrong keys in a row that the ECU takes before it asks for a pause.</summary>
    /// <value>1 or more. Default 3.</value>
    public int MaxWrongKeys { get; init; } = 3;

    /// <summary>The pause after too many wrong keys.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan KeyDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest request to transfer a block, service identifier and counter included.</summary>
    /// <value>Bytes, 3 or more. Default 4098.</value>
    public int MaxBlockLength { get; init; } = 4098;

    /// <summary>Whether measurements move with time. False answers the same whenever asked.</summary>
    public bool LiveValues { get; init; }
}
