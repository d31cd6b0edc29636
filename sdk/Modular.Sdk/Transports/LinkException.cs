namespace Modular.Sdk.Transports;

/// <summary>A link failed. That the ECU says no, or nothing, is no failure of the link and no exception.</summary>
public class LinkException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">The stage.</param>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause below, if any.</param>
    public LinkException(LinkFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
    }

    /// <summary>The stage at which the link failed.</summary>
    public LinkFailure Failure { get; }

    /// <summary>The peer's code, for the failures that have one; else null.</summary>
    public uint? Code { get; init; }

    /// <summary>Where the peer is, or null when that is not known.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether the same request may succeed when it is repeated.</summary>
    public bool IsTransient => Failure
        is LinkFailure.ConnectFailed
        or LinkFailure.ActivationTimeout
        or LinkFailure.AcknowledgeTimeout
        or LinkFailure.ConnectionLost;
}
