using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Tests.Support;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Safety.Tests;

public sealed class SafetyMonitorTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeBrake _brake = new();
    private readonly FakeEcu _ecu = new();

    [Fact]
    public async Task LookOnceAsync_TriggerBeginsToHold_StopsOnce()
    {
        var (settings, monitor) = Create(("Triggers:0:Name", "too fast"), ("Triggers:0:When:0", "Speed > 50"), ("Triggers:0:Reason", "faster than 50"));
        await using var disposing = monitor;
        await monitor.LookOnceAsync(CancellationToken.None);
        Assert.Empty(_brake.Stops);

        settings.Set("Speed", "51", _time);
        await monitor.LookOnceAsync(CancellationToken.None);
        await monitor.LookOnceAsync(CancellationToken.None);

        Assert.Equal(["modular.safety: too fast|faster than 50"], _brake.Stops);
        Assert.Equal("too fast", monitor.HoldingTrigger);
        settings.Set("Speed", "10", _time);
        await monitor.LookOnceAsync(CancellationToken.None);
        Assert.Null(monitor.HoldingTrigger);
        settings.Set("Speed", "60", _time);
        await monitor.LookOnceAsync(CancellationToken.None);
        Assert.Equal(2, _brake.Stops.Count);
    }

    [Theory]
    [InlineData("false", 0)]
    [InlineData("true", 1)]
    public async Task LookOnceAsync_ValueUnknown_TriggersWhereItIsToldTo(string unknownTriggers, int stops)
    {
        var (_, monitor) = Create(("Triggers:0:When:0", "Speed > 50"), ("Triggers:0:UnknownTriggers", unknownTriggers));
        await using var disposing = monitor;

        await monitor.LookOnceAsync(CancellationToken.None);

        Assert.Equal(stops, _brake.Stops.Count);
    }

    [Fact]
    public async Task LookOnceAsync_StopFails_IsTriedAgain()
    {
        var (settings, monitor) = Create(("Triggers:0:When:0", "Speed > 50"));
        await using var disposing = monitor;
        settings.Set("Speed", "51", _time);
        _brake.Failure = new InvalidOperationException("no tester");
        await monitor.LookOnceAsync(CancellationToken.None);
        _brake.Failure = null;

        await monitor.LookOnceAsync(CancellationToken.None);

        Assert.Single(_brake.Stops);
    }

    [Fact]
    public async Task StartAsync_ValueOfAnEcu_IsReadInItsPeriodUntilStopped()
    {
        var (settings, monitor) = Create(("Values:Wheel:Ecu", "Gateway"), ("Values:Wheel:Service", "VehicleSpeed_Read"), ("Values:Wheel:Period", "00:00:01"));
        await monitor.StartAsync(CancellationToken.None);
        await _time.WaitForTimersAsync();
        Assert.Equal("0", settings.FindValue("wheel")!.Current?.Text);
        _ecu.Answer = static sink => sink.Number("Speed"u8, 7L);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForTimersAsync();

        Assert.Equal("7", settings.FindValue("wheel")!.Current?.Text);
        await monitor.StopAsync(CancellationToken.None);
        Assert.Equal(0, _time.ArmedTimers);
        await monitor.DisposeAsync();
    }

    private (SafetySettings Settings, SafetyMonitor Monitor) Create(params (string Key, string Value)[] configuration)
    {
        var settings = Settings.Read(_time, configuration);
        var reader = new ValueReader(
            new FakeCapability<IDiagnosticTester>(_ecu), new FakeCapability<ICommunicationControl>(), _time, NullLogger<ValueReader>.Instance);
        return (settings, new SafetyMonitor(settings, reader, new FakeCapability<IEmergencyStop>(_brake), _time, NullLogger<SafetyMonitor>.Instance));
    }
}
