using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Plugins;
using Modular.Sdk.Testing.Time;

namespace Modular.Hosting.Tests.Plugins.Faults;

public sealed class PluginFaultMonitorTests : IDisposable
{
    private static readonly PluginIdentity Plugin = new("a", "1.0.0", 1);
    private static readonly FaultSettings Settings = new() { Limit = 3, Window = TimeSpan.FromSeconds(60) };
    private readonly ManualTimeProvider _time = new();
    private readonly PluginMetrics _metrics = new();
    private readonly List<(PluginIdentity Plugin, string Code)> _quarantined = [];
    private readonly PluginFaultMonitor _monitor;

    public PluginFaultMonitorTests() => _monitor = new PluginFaultMonitor(Settings, _metrics, _time)
    {
        Quarantine = (plugin, fault, _) => _quarantined.Add((plugin, fault.Code)),
    };

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Threw_AsOftenAsTheLimitWithinTheWindow_IsQuarantined()
    {
        Throw(2);
        Assert.Empty(_quarantined);

        Throw(1);
        Assert.Equal([(Plugin, PluginReasonCode.TooManyFaults)], _quarantined);
    }

    [Fact]
    public void Threw_LongAgo_DoesNotCount()
    {
        Throw(2);
        _time.Advance(Settings.Window + TimeSpan.FromTicks(1));

        Throw(2);

        Assert.Empty(_quarantined);
    }

    [Fact]
    public void Threw_InTheGenerationBefore_DoesNotCount()
    {
        Throw(2);

        Throw(2, Plugin with { Generation = 2 });
        Throw(5);

        Assert.Empty(_quarantined);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void Hung_OptionalAtOnceRequiredAtTheLimit_IsQuarantined(bool isRequired, int times)
    {
        _monitor.IsRequired = _ => isRequired;
        for (var time = 1; time <= times; time++)
        {
            Assert.Empty(_quarantined);
            _monitor.Hung(Plugin, "testing", TimeSpan.FromSeconds(1));

            // What hangs is never given back, so it counts however long ago it was.
            _time.Advance(Settings.Window * 2);
        }

        Assert.Equal([(Plugin, PluginReasonCode.CallTimeout)], _quarantined);
    }

    [Fact]
    public void Threw_RequiredPlugin_IsNeverQuarantined()
    {
        _monitor.IsRequired = static _ => true;

        Throw(100);

        Assert.Empty(_quarantined);
    }

    [Fact]
    public void Report_Escaped_IsQuarantinedEvenWhenRequired()
    {
        _monitor.IsRequired = static _ => true;

        _monitor.Report(Plugin, new PluginFault("code", "text", string.Empty, _time.GetUtcNow()), FaultCause.Escaped);

        Assert.Equal([(Plugin, "code")], _quarantined);
    }

    [Fact]
    public void Recent_ManyFaults_KeepsTheLast()
    {
        Throw(100);

        Assert.Equal(PluginMemory.MaximumIncidents, _monitor.Recent("a", "1.0.0").Count);
        Assert.Empty(_monitor.Recent("b", "1.0.0"));
    }

    [Fact]
    public void NextDelay_AgainAndAgain_DoublesUpToAnHourAndBeginsAnewAfterOneInPeace()
    {
        var schedule = new RetrySchedule(new FaultSettings { RetryDelay = TimeSpan.FromMinutes(1) }, _time);
        var delays = new List<double>();
        for (var time = 0; time < 9; time++)
        {
            var delay = schedule.NextDelay("a", isRequired: false)!.Value;
            delays.Add(delay.TotalMinutes);
            _time.Advance(delay);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], delays);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.NextDelay("required", isRequired: true));
        _time.Advance(RetrySchedule.Longest + TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromMinutes(1), schedule.NextDelay("a", isRequired: false));
        schedule.Forget("required");
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.NextDelay("required", isRequired: true));
        Assert.Null(new RetrySchedule(new FaultSettings { RetryDelay = TimeSpan.Zero }, _time).NextDelay("a", isRequired: false));
    }

    private void Throw(int times, PluginIdentity? plugin = null)
    {
        for (var time = 0; time < times; time++)
        {
            _monitor.Threw(plugin ?? Plugin, "testing", new InvalidOperationException("secret"));
        }
    }
}
