using System.Buffers;
using System.Buffers.Binary;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>Reads and writes DoIP messages. Pure and synchronous: no socket, no clock, no state.</summary>
public static class DoIpCodec
{
    /// <summary>Reads one message from the start of a buffer.</summary>
    /// <param name="input">What has been received so far.</param>
    /// <param name="limits">What is accepted.</param>
    /// <param name="consumed">
    /// Where the message ends; behind the header when it was rejected; the start of <paramref name="input"/> when more data is needed.
    /// </param>
    /// <returns>A message that refers to <paramref name="input"/>, the wish for more data, or a rejected header.</returns>
    public static DoIpReadResult TryRead(in ReadOnlySequence<byte> input, DoIpCodecLimits limits, out SequencePosition consumed)
    {
        ArgumentNullException.ThrowIfNull(limits);
        consumed = input.Start;
        if (input.Length < DoIpHeader.Length)
        {
            return DoIpReadResult.NeedMoreData;
        }

        Span<byte> bytes = stackalloc byte[DoIpHeader.Length];
        input.Slice(0, DoIpHeader.Length).CopyTo(bytes);
        var header = new DoIpHeader(
            (DoIpProtocolVersion)bytes[0],
            (DoIpPayloadType)BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
        if (Check(header, bytes[1], limits) is { } code)
        {
            consumed = input.GetPosition(DoIpHeader.Length);
            return DoIpReadResult.Reject(header, code);
        }

        if (input.Length - DoIpHeader.Length < header.PayloadLength)
        {
            return DoIpReadResult.NeedMoreData;
        }

        var payload = input.Slice(DoIpHeader.Length, header.PayloadLength);
        consumed = payload.End;
        return DoIpReadResult.Complete(new DoIpFrame(header, payload));
    }

    /// <summary>Turns a message as it lies in the buffer into one that can be kept.</summary>
    /// <param name="frame">The message in the buffer.</param>
    /// <returns>The typed message, or an <see cref="UnknownMessage"/> for types the standard does not name.</returns>
    public static IDoIpMessage Parse(in DoIpFrame frame) => frame.PayloadType switch
    {
        DoIpPayloadType.GenericNegativeAcknowledgement => Parse<GenericNegativeAcknowledgement>(frame),
        DoIpPayloadType.VehicleIdentificationRequest => Parse<VehicleIdentificationRequest>(frame),
        DoIpPayloadType.VehicleIdentificationRequestWithEid => Parse<VehicleIdentificationRequestWithEid>(frame),
        DoIpPayloadType.VehicleIdentificationRequestWithVin => Parse<VehicleIdentificationRequestWithVin>(frame),
        DoIpPayloadType.VehicleAnnouncement => Parse<VehicleAnnouncement>(frame),
        DoIpPayloadType.RoutingActivationRequest => Parse<RoutingActivationRequest>(frame),
        DoIpPayloadType.RoutingActivationResponse => Parse<RoutingActivationResponse>(frame),
        DoIpPayloadType.AliveCheckRequest => Parse<AliveCheckRequest>(frame),
        DoIpPayloadType.AliveCheckResponse => Parse<AliveCheckResponse>(frame),
        DoIpPayloadType.EntityStatusRequest => Parse<EntityStatusRequest>(frame),
        DoIpPayloadType.EntityStatusResponse => Parse<EntityStatusResponse>(frame),
        DoIpPayloadType.DiagnosticPowerModeRequest => Parse<DiagnosticPowerModeRequest>(frame),
        DoIpPayloadType.DiagnosticPowerModeResponse => Parse<DiagnosticPowerModeResponse>(frame),
        DoIpPayloadType.DiagnosticMessage => Parse<DiagnosticMessage>(frame),
        DoIpPayloadType.DiagnosticMessagePositiveAcknowledgement => Parse<DiagnosticMessagePositiveAcknowledgement>(frame),
        DoIpPayloadType.DiagnosticMessageNegativeAcknowledgement => Parse<DiagnosticMessageNegativeAcknowledgement>(frame),
        _ => UnknownMessage.FromPayload(frame.PayloadType, frame.Payload),
    };

    /// <summary>Writes a message with its header.</summary>
    /// <typeparam name="T">Kind of message; a value type is not boxed.</typeparam>
    /// <param name="output">Where the bytes go; they are committed but not flushed.</param>
    /// <param name="version">Edition of the standard to name in the header.</param>
    /// <param name="message">The message.</param>
    public static void Write<T>(IBufferWriter<byte> output, DoIpProtocolVersion version, T message)
        where T : IDoIpMessage
    {
        ArgumentNullException.ThrowIfNull(output);
        var payloadLength = message.PayloadLength;
        var length = DoIpHeader.Length + payloadLength;
        var span = output.GetSpan(length);
        span[0] = (byte)version;
        span[1] = (byte)~(byte)version;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], (ushort)message.PayloadType);
        BinaryPrimitives.WriteUInt32BigEndian(span[4..], (uint)payloadLength);
        message.WritePayload(span.Slice(DoIpHeader.Length, payloadLength));
        output.Advance(length);
    }

    /// <summary>A message with its header as an array of its own, for datagrams.</summary>
    /// <typeparam name="T">Kind of message.</typeparam>
    /// <param name="version">Edition of the standard to name in the header.</param>
    /// <param name="message">The message.</param>
    public static byte[] ToArray<T>(DoIpProtocolVersion version, T message)
        where T : IDoIpMessage
    {
        var writer = new ArrayBufferWriter<byte>(DoIpHeader.Length + message.PayloadLength);
        Write(writer, version, message);
        return writer.WrittenSpan.ToArray();
    }

    private static GenericNegativeAcknowledgementCode? Check(DoIpHeader header, byte inverse, DoIpCodecLimits limits)
    {
        if (inverse != (byte)~(byte)header.ProtocolVersion || !limits.Accepts(header.ProtocolVersion, header.PayloadType))
        {
            return GenericNegativeAcknowledgementCode.IncorrectPatternFormat;
        }

        if (header.PayloadLength > limits.MaxPayloadLength)
        {
            return GenericNegativeAcknowledgementCode.MessageTooLarge;
        }

        return PayloadLengths.Fits(header.PayloadType, header.PayloadLength)
            ? null
            : GenericNegativeAcknowledgementCode.InvalidPayloadLength;
    }

    // Lengths that do not fit were rejected with the header; a frame made by hand may still be wrong, and is kept raw.
    private static IDoIpMessage Parse<T>(in DoIpFrame frame)
        where T : struct, IDoIpMessage<T> => T.TryParse(frame.Payload, out var message)
            ? message
            : UnknownMessage.FromPayload(frame.PayloadType, frame.Payload);
}
