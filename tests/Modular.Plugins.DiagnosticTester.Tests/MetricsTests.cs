using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Tests.Support;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task ExecuteAsync_AnswersOfAllKinds_AreCountedByOutcome()
    {
        // A name of its own, as meters of other tests in this process are heard as well.
        var database = new EcuDatabase { Name = "METER1" };
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == TesterMetrics.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (value > 0 && (string?)named["ecu"] == database.Name)
            {
                counted.Enqueue($"{instrument.Name} {named.GetValueOrDefault("outcome") ?? named.GetValueOrDefault("state") ?? named.GetValueOrDefault("nrc")}");
            }
        });
        listener.Start();
        await using var bench = await new Bench(database).StartAsync();
        bench.Identify(0x1000, 0x000101);

        await bench.ExecuteAsync(database.Name, "Motion_Read");
        bench.Vehicle[0x1000].Answer = _ => "7F2231";
        await bench.ExecuteAsync(database.Name, "Motion_Read");
        bench.Vehicle[0x1000].Answer = _ => null;
        await bench.ExecuteAsync(database.Name, "Motion_Read");

        Assert.Equal(
            [
                "modular.tester.exchanges positive", "modular.tester.detections Online", "modular.tester.exchanges positive",
                "modular.tester.exchanges negative", "modular.tester.negative_responses 0x31", "modular.tester.exchanges silent",
            ],
            counted);
    }
}
