namespace Modular.Sdk.Transports;

/// <summary>The stage at which a link failed.</summary>
public enum LinkFailure
{
    /// <summary>A communication parameter is missing or out of range.</summary>
    InvalidParameters,

    /// <summary>No node with the wanted address is known.</summary>
    NodeUnknown,

    /// <summary>The node did not accept a connection in time.</summary>
    ConnectFailed,

    /// <summary>The node refused to activate the connection; <see cref="LinkException.Code"/> holds its code.</summary>
    ActivationRefused,

    /// <summary>The node did not answer the activation in time.</summary>
    ActivationTimeout,

    /// <summary>The node refused the message; <see cref="LinkException.Code"/> holds its code.</summary>
    NotAcknowledged,

    /// <summary>The node did not acknowledge the message in time.</summary>
    AcknowledgeTimeout,

    /// <summary>The connection was lost.</summary>
    ConnectionLost,

    /// <summary>The peer sent bytes that are no message of the protocol.</summary>
    ProtocolViolation,

    /// <summary>The message is longer than the medium or the peer takes.</summary>
    MessageTooLong,

    /// <summary>The link was disposed.</summary>
    Closed,
}
