using Modular.Plugins.Transport.DoIp.Events;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Tests.Events;

public sealed class TransportEventHubTests
{
    [Fact]
    public async Task WatchAsync_TooSlow_IsToldHowManyItMissed()
    {
        var hub = new TransportEventHub();
        using var cancellation = new CancellationTokenSource();
        await using var events = hub.WatchAsync(cancellation.Token).GetAsyncEnumerator();
        for (var i = 0u; i < TransportEventHub.Capacity + 3; i++)
        {
            hub.Publish(new TransportEvent(TransportEventKind.Connected, i, "x"));
        }

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(3u, events.Current.LogicalAddress);
        Assert.Equal(3, events.Current.Lost);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(0, events.Current.Lost);
    }
}
