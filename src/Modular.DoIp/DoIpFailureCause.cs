namespace Modular.DoIp;

/// <summary>What made a DoIP connection fail, by stage.</summary>
public enum DoIpFailureCause
{
    /// <summary>The entity's address could not be reached, or it accepted no connection.</summary>
    ConnectFailed,

    /// <summary>The entity accepted no connection in time.</summary>
    ConnectTimeout,

    /// <summary>The entity denied routing; the code says why.</summary>
    RoutingActivationRefused,

    /// <summary>The entity did not answer the routing activation in time.</summary>
    RoutingActivationTimeout,

    /// <summary>The entity wants TLS, which this version cannot speak.</summary>
    TlsRequired,

    /// <summary>Bytes could not be written.</summary>
    SendFailed,

    /// <summary>The peer took no bytes in time.</summary>
    SendTimeout,

    /// <summary>The entity refused a diagnostic message; the code says why.</summary>
    DiagnosticMessageRefused,

    /// <summary>The entity refused a diagnostic message because of its length; the code says which limit.</summary>
    DiagnosticMessageTooLong,

    /// <summary>The entity did not acknowledge a diagnostic message in time.</summary>
    AcknowledgementTimeout,

    /// <summary>The peer closed the connection.</summary>
    ClosedByPeer,

    /// <summary>The peer closed the connection in the middle of a message.</summary>
    ClosedInsideMessage,

    /// <summary>Bytes could not be read, for example because the peer reset the connection.</summary>
    ReceiveFailed,

    /// <summary>The peer sent a header that is none; the place of the next message is not known any more.</summary>
    ProtocolViolation,

    /// <summary>A peer that used to answer alive checks answered none.</summary>
    AliveCheckFailed,

    /// <summary>The connection was closed on this side.</summary>
    Disposed,
}
