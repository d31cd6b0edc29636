namespace Modular.Uds.Ecu;

/// <summary>Why an ECU entered a session.</summary>
public enum SessionChangeReason
{
    /// <summary>The tester asked for it.</summary>
    Requested,

    /// <summary>The tester was silent for S3Server.</summary>
    S3Expired,

    /// <summary>The ECU restarted.</summary>
    Reset,
}
