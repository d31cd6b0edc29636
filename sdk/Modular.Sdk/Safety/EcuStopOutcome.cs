namespace Modular.Sdk.Safety;

/// <summary>What became of an ECU at an emergency stop.</summary>
public enum EcuStopOutcome
{
    /// <summary>The ECU confirmed its default session.</summary>
    DefaultSession,

    /// <summary>The ECU was not reachable before, or is not built in: nothing was sent.</summary>
    NotReachable,

    /// <summary>The ECU refused, kept silent or was not reached in time. It falls back by itself when S3Server ends.</summary>
    Failed,
}
