namespace Modular.Sdk.Transports;

/// <summary>Which way a frame goes.</summary>
public enum FrameDirection
{
    /// <summary>From the tester to the vehicle.</summary>
    Outgoing,

    /// <summary>From the vehicle to the tester.</summary>
    Incoming,
}
