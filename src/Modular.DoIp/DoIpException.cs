using Modular.Sdk.Transports;

namespace Modular.DoIp;

/// <summary>A DoIP connection failed. That a peer says no to a request is a value, and no exception.</summary>
public sealed class DoIpException : LinkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cause">What failed.</param>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="endpoint">Where the peer is, if known.</param>
    /// <param name="code">The peer's code, for the causes that have one.</param>
    /// <param name="bytes">The bytes that gave offence, if any; at most 64 are kept, as text.</param>
    /// <param name="innerException">The cause below, if any.</param>
    public DoIpException(
        DoIpFailureCause cause,
        string message,
        string? endpoint = null,
        uint? code = null,
        ReadOnlySpan<byte> bytes = default,
        Exception? innerException = null)
        : base(Map(cause), message, innerException)
    {
        Cause = cause;
        Endpoint = endpoint;
        Code = code;
        Bytes = bytes.IsEmpty ? null : BoundedHex.Format(bytes);
    }

    /// <summary>What failed.</summary>
    public DoIpFailureCause Cause { get; }

    /// <summary>The bytes that gave offence as hexadecimal digits, cut with XX behind 64 bytes; null when there are none.</summary>
    public string? Bytes { get; }

    private static LinkFailure Map(DoIpFailureCause cause) => cause switch
    {
        DoIpFailureCause.ConnectFailed or DoIpFailureCause.ConnectTimeout => LinkFailure.ConnectFailed,
        DoIpFailureCause.RoutingActivationRefused or DoIpFailureCause.TlsRequired => LinkFailure.ActivationRefused,
        DoIpFailureCause.RoutingActivationTimeout => LinkFailure.ActivationTimeout,
        DoIpFailureCause.DiagnosticMessageRefused => LinkFailure.NotAcknowledged,
        DoIpFailureCause.DiagnosticMessageTooLong => LinkFailure.MessageTooLong,
        DoIpFailureCause.AcknowledgementTimeout => LinkFailure.AcknowledgeTimeout,
        DoIpFailureCause.ProtocolViolation => LinkFailure.ProtocolViolation,
        DoIpFailureCause.Disposed => LinkFailure.Closed,
        _ => LinkFailure.ConnectionLost,
    };
}
