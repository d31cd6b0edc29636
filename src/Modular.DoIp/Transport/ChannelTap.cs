using System.Buffers;
using System.Net;
using Modular.DoIp.Codec;
using Modular.DoIp.Messages;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Transport;

/// <summary>A tap on one channel.</summary>
/// <param name="tap">Who looks.</param>
/// <param name="local">The tester's end.</param>
/// <param name="remote">The entity's end.</param>
internal sealed class ChannelTap(IDoIpFrameTap tap, EndPoint? local, EndPoint remote)
{
    /// <summary>Whether anybody looks.</summary>
    public bool IsActive => tap.IsActive;

    /// <summary>Writes a message as far as the tap lets it pass.</summary>
    public void Write<T>(IBufferWriter<byte> output, DoIpProtocolVersion version, T message, long timestamp)
        where T : IDoIpMessage
    {
        var frame = DoIpCodec.ToArray(version, message);
        var verdict = tap.OnFrame(FrameDirection.Outgoing, local, remote, timestamp, frame);
        if (!verdict.IsDropped)
        {
            output.Write((verdict.Replacement ?? frame).Span);
        }
    }

    /// <summary>Shows a message that was read.</summary>
    /// <param name="frame">The message, header included, as it lies in the buffer.</param>
    /// <param name="limits">What is accepted in its place.</param>
    /// <param name="timestamp">When it was complete.</param>
    /// <param name="replaced">What takes its place, if it is replaced.</param>
    /// <returns>False when it is dropped.</returns>
    public bool TryPass(in ReadOnlySequence<byte> frame, DoIpCodecLimits limits, long timestamp, out DoIpReadResult? replaced)
    {
        replaced = null;
        var verdict = tap.OnFrame(FrameDirection.Incoming, local, remote, timestamp, frame.ToArray());
        if (verdict.Replacement is { } replacement)
        {
            replaced = DoIpCodec.TryRead(new ReadOnlySequence<byte>(replacement), limits, out _);
        }

        // Half a message has no other half that could come.
        return !verdict.IsDropped && replaced is not { Status: DoIpReadStatus.NeedMoreData };
    }
}
