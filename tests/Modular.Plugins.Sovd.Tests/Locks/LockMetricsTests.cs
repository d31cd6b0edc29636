using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Modular.Plugins.Sovd.Locks;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.TestSupport.Telemetry;

namespace Modular.Plugins.Sovd.Tests.Locks;

public sealed class LockMetricsTests
{
    [Fact]
    public async Task Locks_TakenReleasedAndExpired_AreCounted()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var factory = server.Services.GetRequiredService<IMeterFactory>();
        using var recorder = new MeasurementRecorder(meter => meter.Name == LockMetrics.MeterName && ReferenceEquals(meter.Scope, factory));
        var id = await server.LockAsync();
        using var released = await server.SendAsync("DELETE", $"/vehicle/v15/components/flxc1000/locks/{id}");
        await server.LockAsync(seconds: 60);
        server.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(
            [
                "modular.sovd.locks 1", "modular.sovd.lock.changes 1 change=created",
                "modular.sovd.locks -1", "modular.sovd.lock.changes 1 change=released",
                "modular.sovd.locks 1", "modular.sovd.lock.changes 1 change=created",
                "modular.sovd.locks -1", "modular.sovd.lock.changes 1 change=expired",
            ],
            recorder.Lines);
    }
}
