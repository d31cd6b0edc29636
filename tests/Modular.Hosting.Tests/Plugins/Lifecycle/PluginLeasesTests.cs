using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public class PluginLeasesTests
{
    [Fact]
    public async Task DrainAsync_LeaseHeld_WaitsForIt()
    {
        var leases = new PluginLeases();
        Assert.True(leases.TryEnter());

        var drained = leases.DrainAsync();

        Assert.False(drained.IsCompleted);
        Assert.Equal(1, leases.Held);
        Assert.False(leases.TryEnter());
        leases.Exit();
        Assert.Equal(0, leases.Held);
        await drained.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task DrainAsync_UnderContention_NeverLosesOne()
    {
        for (var round = 0; round < 50; round++)
        {
            var leases = new PluginLeases();
            var inside = 0;
            var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (leases.TryEnter())
                {
                    Interlocked.Increment(ref inside);
                    Interlocked.Decrement(ref inside);
                    leases.Exit();
                }
            })).ToArray();

            await leases.DrainAsync().WaitAsync(TimeSpan.FromSeconds(10));

            Assert.Equal(0, Volatile.Read(ref inside));
            await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(10));
        }
    }
}
