namespace Modular.DoIp.Tester;

/// <summary>Kinds of <see cref="DoIpConnectionEvent"/>.</summary>
public enum DoIpConnectionEventKind
{
    /// <summary>A diagnostic message came for which there is no subscription: late, or from an ECU nobody talks to.</summary>
    StrayMessage,

    /// <summary>An acknowledgement came for which no message waits.</summary>
    StrayAcknowledgement,

    /// <summary>The entity could not handle the header of something it received.</summary>
    GenericNegativeAcknowledgement,

    /// <summary>A message of a type came that a tester does not handle.</summary>
    UnhandledMessage,

    /// <summary>A message was skipped because of its length.</summary>
    SkippedMessage,
}
