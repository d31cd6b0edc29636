using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>Outcome of reading one message from a buffer. Malformed input is an outcome, never an exception.</summary>
public readonly record struct DoIpReadResult
{
    /// <summary>Whether a message, a part of one, or a bad header was found.</summary>
    public DoIpReadStatus Status { get; private init; }

    /// <summary>The message. Only with <see cref="DoIpReadStatus.Frame"/>.</summary>
    public DoIpFrame Frame { get; private init; }

    /// <summary>The header that was rejected. Only with <see cref="DoIpReadStatus.Rejected"/>.</summary>
    public DoIpHeader RejectedHeader { get; private init; }

    /// <summary>What an entity answers to the rejected header.</summary>
    public GenericNegativeAcknowledgementCode RejectionCode { get; private init; }

    /// <summary>
    /// Bytes behind the rejected header that belong to the message and can be skipped, up to 4 294 967 295.
    /// Zero when the place of the next header is not known.
    /// </summary>
    public long SkipLength { get; private init; }

    /// <summary>The place of the next header is not known any more, so that a TCP connection is of no further use.</summary>
    public bool IsOutOfStep => Status == DoIpReadStatus.Rejected && RejectionCode == GenericNegativeAcknowledgementCode.IncorrectPatternFormat;

    internal static DoIpReadResult NeedMoreData => default;

    internal static DoIpReadResult Complete(DoIpFrame frame) => new() { Status = DoIpReadStatus.Frame, Frame = frame };

    internal static DoIpReadResult Reject(DoIpHeader header, GenericNegativeAcknowledgementCode code) => new()
    {
        Status = DoIpReadStatus.Rejected,
        RejectedHeader = header,
        RejectionCode = code,
        SkipLength = code == GenericNegativeAcknowledgementCode.IncorrectPatternFormat ? 0 : header.PayloadLength,
    };
}
