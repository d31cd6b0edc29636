using System.Diagnostics.Metrics;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

/// <summary>What the host does about generations that stay in memory.</summary>
public sealed class PluginLeakedTests : IDisposable
{
    private const string Leaks = "test.leaks";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly PluginRoot _root = new(Leaks);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ReplaceAsync_GenerationsStayInMemory_AreToldCountedAndEndInRefusal()
    {
        var time = new ManualTimeProvider();
        await using var server = await TestServer.StartAsync(_root, time, "--Leak:Row=gc-handle");
        var leaked = 0L;
        using var listener = Count(server, count => Interlocked.Add(ref leaked, count));

        for (var round = 1; round <= ReplacementRules.MaximumLeaks; round++)
        {
            var replacement = await server.Supervisor.ReplaceAsync(Leaks, null, CancellationToken.None);
            Assert.Null(replacement.Fault);
            await AdvanceUntilAsync(time, () => server.Supervisor.Find(Leaks)!.Leaks == round);
        }

        var slot = server.Supervisor.Find(Leaks)!;
        Assert.Equal(["Leaked", "Leaked", "Leaked", "Running"], slot.Generations().Select(static generation => generation.State.ToString()));
        Assert.Equal(ReplacementRules.MaximumLeaks, leaked);
        Assert.Contains(server.Log.Lines, static line => line.Contains("Something still holds test.leaks@0.1.0#1", StringComparison.Ordinal));

        var refused = await server.Supervisor.ReplaceAsync(Leaks, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Refused, PluginReasonCode.TooManyLeaks), (refused.Outcome, refused.Fault?.Code));
        Assert.Contains("Restart the server", refused.Fault!.Summary, StringComparison.Ordinal);
        Assert.Equal((4, 200), (slot.Current!.Identity.Generation, (await server.GetAsync("/leak")).Status));
    }

    // Collections are the work of the runtime: only the time between them is ours to move.
    private static async Task AdvanceUntilAsync(ManualTimeProvider time, Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(4));
            await Task.Yield();
        }
    }

    private static MeterListener Count(TestServer server, Action<long> count)
    {
        var meter = server.Runtime.Metrics.Meter;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "modular.plugin.leaked_generations")
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count(value));
        listener.Start();
        return listener;
    }
}
