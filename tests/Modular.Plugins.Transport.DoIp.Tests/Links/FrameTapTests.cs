using Modular.Plugins.Transport.DoIp.Tests.Support;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests.Links;

public sealed class FrameTapTests
{
    private static readonly byte[] Request = [0x22, 0xF1, 0x90];

    [Fact]
    public async Task OnFrame_Observer_SeesEveryFrameBothWays()
    {
        await using var bench = new TransportBench();
        var observer = new FrameInterceptor();
        bench.Interceptors.Add(observer);
        await bench.StartAsync();

        Assert.Equal("62F190", await AskAsync(bench));

        // Routing activation, its response, the request, its acknowledgement, the answer.
        Assert.Equal(
            [
                (FrameDirection.Outgoing, "02FD0005"), (FrameDirection.Incoming, "02FD0006"), (FrameDirection.Outgoing, "02FD8001"),
                (FrameDirection.Incoming, "02FD8002"), (FrameDirection.Incoming, "02FD8001"),
            ],
            observer.Seen.Select(frame => (frame.Direction, frame.Data[..8])));
        var sent = observer.Seen.ElementAt(2);
        Assert.Equal("02FD8001000000070E00100122F190", sent.Data);
        Assert.Equal(bench.Server.EndPoint.ToString(), sent.Remote);
        Assert.StartsWith("127.0.0.1:", sent.Local, StringComparison.Ordinal);
        Assert.Equal(0, bench.Interceptors.Leases);
    }

    [Fact]
    public async Task OnFrame_ChangedFrames_AreWhatArrives()
    {
        await using var bench = new TransportBench();
        bench.Interceptors.Add(new FrameInterceptor(frame => (frame.Direction, Convert.ToHexString(frame.Data.Span)) switch
        {
            (FrameDirection.Outgoing, "02FD8001000000070E00100122F190") => FrameVerdict.Replace(Convert.FromHexString("02FD8001000000070E00100122F191")),
            (FrameDirection.Incoming, "02FD80010000000710010E0062F191") => FrameVerdict.Replace(Convert.FromHexString("02FD80010000000810010E0062F19255")),
            _ => FrameVerdict.Pass,
        }));
        await bench.StartAsync();

        Assert.Equal("62F19255", await AskAsync(bench));
    }

    [Fact]
    public async Task OnFrame_DroppedAnswer_NeverArrives()
    {
        await using var bench = new TransportBench();
        var first = true;
        bench.Interceptors.Add(new FrameInterceptor(frame =>
        {
            var isAnswer = frame.Direction == FrameDirection.Incoming && frame.Data.Span[2] == 0x80 && frame.Data.Span[3] == 0x01;
            var drop = isAnswer && first;
            first &= !isAnswer;
            return drop ? FrameVerdict.Drop : FrameVerdict.Pass;
        }));
        await bench.StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        await link.SendAsync(Request, TransportBench.Soon);
        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);

        Assert.Equal("7E00", Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span));
    }

    [Fact]
    public async Task OnFrame_HalfAFrameInItsPlace_IsDropped()
    {
        await using var bench = new TransportBench();
        var first = true;
        bench.Interceptors.Add(new FrameInterceptor(frame =>
        {
            var isAnswer = frame.Direction == FrameDirection.Incoming && frame.Data.Span[2] == 0x80 && frame.Data.Span[3] == 0x01;
            var cut = isAnswer && first;
            first &= !isAnswer;
            return cut ? FrameVerdict.Replace(frame.Data[..5].ToArray()) : FrameVerdict.Pass;
        }));
        await bench.StartAsync();
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        await link.SendAsync(Request, TransportBench.Soon);
        await link.SendAsync(new byte[] { 0x3E, 0x00 }, TransportBench.Soon);

        Assert.Equal("7E00", Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span));
    }

    [Fact]
    public async Task OnFrame_InterceptorThrows_FramesPass()
    {
        await using var bench = new TransportBench();
        bench.Interceptors.Add(new FrameInterceptor(_ => throw new InvalidOperationException("broken")));
        await bench.StartAsync();

        Assert.Equal("62F190", await AskAsync(bench));
        Assert.Equal(0, bench.Interceptors.Leases);
    }

    [Fact]
    public async Task IsActive_FollowsTheInterceptors()
    {
        await using var bench = new TransportBench();
        var observer = new FrameInterceptor();
        Assert.False(bench.Tap.IsActive);

        bench.Interceptors.Add(observer);
        Assert.True(bench.Tap.IsActive);

        bench.Interceptors.Remove(observer);
        Assert.False(bench.Tap.IsActive);
    }

    private static async Task<string> AskAsync(TransportBench bench)
    {
        await using var link = await bench.Transport.OpenAsync(TransportBench.Link(0x1001), CancellationToken.None);
        await link.SendAsync(Request, TransportBench.Soon);
        return Convert.ToHexString((await link.ReceiveAsync(TransportBench.Soon)).Payload.Span);
    }
}
