using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Ecus;

public sealed class EcuEventHubTests
{
    private readonly EcuEventHub _hub = new();

    [Fact]
    public async Task WatchAsync_ChangesBeforeTheFirstRead_AreNotMissed()
    {
        using var cancellation = new CancellationTokenSource();
        var changes = _hub.WatchAsync(cancellation.Token);
        _hub.Publish(new EcuEvent("A", null));
        _hub.Publish(new EcuEvent("B", null));

        Assert.Equal(["A", "B"], await TakeAsync(changes, 2));
    }

    [Fact]
    public async Task WatchAsync_TooSlow_LosesTheOldest()
    {
        using var cancellation = new CancellationTokenSource();
        var changes = _hub.WatchAsync(cancellation.Token);
        for (var i = 0; i < EcuEventHub.Capacity + 3; i++)
        {
            _hub.Publish(new EcuEvent($"{i}", null));
        }

        Assert.Equal("3", (await TakeAsync(changes, 1)).Single());
    }

    [Fact]
    public async Task WatchAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var changes = _hub.WatchAsync(cancellation.Token);
        var reading = TakeAsync(changes, 1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static async Task<List<string>> TakeAsync(IAsyncEnumerable<EcuEvent> changes, int count)
    {
        var names = new List<string>();
        await foreach (var change in changes)
        {
            names.Add(change.Ecu);
            if (names.Count == count)
            {
                break;
            }
        }

        return names;
    }
}
