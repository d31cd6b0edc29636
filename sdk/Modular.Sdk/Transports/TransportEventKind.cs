namespace Modular.Sdk.Transports;

/// <summary>Kinds of <see cref="TransportEvent"/>.</summary>
public enum TransportEventKind
{
    /// <summary>A node announced itself or answered a discovery.</summary>
    NodeDiscovered,

    /// <summary>A connection is up and activated.</summary>
    Connected,

    /// <summary>A connection was lost; the transport tries to recover it.</summary>
    Lost,

    /// <summary>A lost connection is up again.</summary>
    Recovered,

    /// <summary>The transport gave up; the next send tries anew.</summary>
    Failed,

    /// <summary>The peer refused a connection or a message; the detail names its code.</summary>
    Refused,

    /// <summary>A message came that nobody waited for.</summary>
    StrayMessage,
}
