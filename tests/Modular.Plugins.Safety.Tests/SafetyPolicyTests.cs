using Microsoft.Extensions.Logging;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Tests.Support;
using Modular.Sdk.Testing.Logging;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Safety.Tests;

public sealed class SafetyPolicyTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly CapturedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void EvaluateAsync_Moving_DeniesChangesAndAllowsReads()
    {
        var (settings, policy) = Moving();
        settings.Set("Speed", "30", _time);

        var write = policy.Decide(Settings.Request());

        Assert.False(write.IsAllowed);
        Assert.Equal("the vehicle moves", write.Reason);
        Assert.True(policy.Decide(Settings.Request("VehicleSpeed_Read", "220102")).IsAllowed);
        Assert.True(policy.Decide(Settings.Request("Default_Start", "1001", "SESSION")).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_Standstill_AllowsChanges()
    {
        var (settings, policy) = Moving();
        settings.Set("Speed", "0", _time);

        Assert.True(policy.Decide(Settings.Request()).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_SpeedUnknownOrStale_DeniesAndNamesTheValue()
    {
        var (settings, policy) = Moving();
        Assert.False(policy.Decide(Settings.Request()).IsAllowed);
        settings.Set("Speed", "0", _time);
        _time.Advance(TimeSpan.FromSeconds(3));

        var decision = policy.Decide(Settings.Request());

        Assert.False(decision.IsAllowed);
        Assert.Contains("Speed is not known", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateAsync_AllowRuleOnUnknownValue_DoesNotAllow()
    {
        var settings = Settings.Read(_time, ("Default", "Deny"), ("Rules:0:Decision", "Allow"), ("Rules:0:When:0", "Speed = 0"));
        var policy = Policy(settings);
        Assert.False(policy.Decide(Settings.Request()).IsAllowed);

        settings.Set("Speed", "0", _time);

        Assert.True(policy.Decide(Settings.Request()).IsAllowed);
        Assert.True(policy.Decide(Settings.Request("VehicleSpeed_Read", "220102")).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_SeveralRules_TheFirstThatFitsDecides()
    {
        var settings = Settings.Read(
            _time,
            ("Rules:0:Services:0", "Setting_*"), ("Rules:0:Decision", "Allow"),
            ("Rules:1:Ecus:0", "gate*"), ("Rules:1:Name", "gateway"));
        var policy = Policy(settings);

        Assert.True(policy.Decide(Settings.Request()).IsAllowed);
        Assert.Contains("gateway", policy.Decide(Settings.Request("Other_Write", "2E0121FF")).Reason, StringComparison.Ordinal);
        Assert.True(policy.Decide(Settings.Request("Other_Write", "2E0121FF", ecu: "Brakes")).IsAllowed);
    }

    [Theory]
    [InlineData("Requests:0", "2E0120", false)]
    [InlineData("Requests:0", "31", true)]
    [InlineData("Semantics:0", "storeddata", false)]
    [InlineData("Semantics:0", "SESSION", true)]
    [InlineData("Effects:0", "Reads", true)]
    [InlineData("Effects:0", "Changes", false)]
    public void EvaluateAsync_RuleOnServices_FitsWhatItNames(string key, string value, bool isAllowed)
    {
        var policy = Policy(Settings.Read(_time, ("Rules:0:" + key, value)));

        Assert.Equal(isAllowed, policy.Decide(Settings.Request()).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_OneConditionOfTwoDoesNotHold_TheRuleDoesNotDecide()
    {
        var settings = Settings.Read(_time, ("Rules:0:When:0", "Speed > 3"), ("Rules:0:When:1", "Ignition = on"));
        var policy = Policy(settings);
        settings.Set("Ignition", "off", _time);

        // Also with the speed unknown: it would not deny whatever the speed is.
        Assert.True(policy.Decide(Settings.Request()).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_ServersOwnRead_IsNeverLockedOut()
    {
        var policy = Policy(Settings.Read(_time, ("Rules:0:Effects:0", "Reads")));

        Assert.True(policy.Decide(Settings.Request("VehicleSpeed_Read", "220102", isServer: true)).IsAllowed);
        Assert.False(policy.Decide(Settings.Request("VehicleSpeed_Read", "220102")).IsAllowed);
    }

    [Fact]
    public void EvaluateAsync_EveryDecision_IsLogged()
    {
        var (settings, policy) = Moving();
        settings.Set("Speed", "30", _time);
        policy.Decide(Settings.Request());
        policy.Decide(Settings.Request("VehicleSpeed_Read", "220102"));

        Assert.Equal(
            [
                (LogLevel.Information, "Denied Setting_Write of Gateway for tester by rule moving: the vehicle moves"),
                (LogLevel.Debug, "Allowed VehicleSpeed_Read of Gateway for tester by rule default"),
            ],
            _log.Entries.Select(entry => (entry.Level, entry.Message)));
    }

    private (SafetySettings Settings, SafetyPolicy Policy) Moving()
    {
        var settings = Settings.Read(
            _time, ("Rules:0:Name", "moving"), ("Rules:0:When:0", "Speed > 3"), ("Rules:0:Reason", "the vehicle moves"));
        return (settings, Policy(settings));
    }

    private SafetyPolicy Policy(SafetySettings settings)
    {
        var factory = new LoggerFactory([_log], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        return new SafetyPolicy(settings, factory.CreateLogger<SafetyPolicy>());
    }
}
