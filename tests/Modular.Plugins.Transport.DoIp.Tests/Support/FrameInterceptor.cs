using System.Collections.Concurrent;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests.Support;

/// <summary>Notes frames and decides by a function.</summary>
internal sealed class FrameInterceptor(Func<TransportFrame, FrameVerdict>? decide = null) : IFrameInterceptor
{
    public ConcurrentQueue<(FrameDirection Direction, string Data, string Local, string Remote)> Seen { get; } = [];

    public FrameVerdict OnFrame(in TransportFrame frame)
    {
        Seen.Enqueue((frame.Direction, Convert.ToHexString(frame.Data.Span), frame.LocalAddress, frame.RemoteAddress));
        return decide?.Invoke(frame) ?? FrameVerdict.Pass;
    }
}
