namespace Modular.Uds.Ecu;

/// <summary>Times of an ECU.</summary>
public sealed record UdsServerTiming
{
    /// <summary>How long a session other than the default one outlives the last message.</summary>
    /// <value>Default 5 seconds.</value>
    public TimeSpan S3Server { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest the ECU takes to start its response, as it reports when a session starts.</summary>
    /// <value>Milliseconds, 0 to 65 535, one per bit on the wire. Default 50.</value>
    public int P2ServerMaxMilliseconds { get; init; } = 50;

    /// <summary>Longest the ECU takes after a pending answer, as it reports when a session starts.</summary>
    /// <value>Milliseconds, 0 to 655 350, ten per bit on the wire. Default 5 000.</value>
    public int P2StarServerMaxMilliseconds { get; init; } = 5000;
}
