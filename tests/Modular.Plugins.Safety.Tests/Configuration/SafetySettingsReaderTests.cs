using Microsoft.Extensions.Options;
using Modular.Plugins.Safety.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Safety.Tests.Configuration;

public sealed class SafetySettingsReaderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Read_NoSection_HasNothingToDo() => Assert.Null(Settings.TryRead(_time));

    [Fact]
    public void Read_SwitchedOff_HasNothingToDo() => Assert.Null(Settings.TryRead(_time, ("Enabled", "false"), ("Rules:0:Name", "x")));

    [Fact]
    public void Read_SwitchedOnWithoutRules_IsThere() => Assert.Empty(Settings.TryRead(_time, ("Enabled", "true"))!.Rules);

    [Theory]
    [InlineData("Values:Speed:Ecu", "Gateway", "Safety:Values:Speed: Ecu and Service")]
    [InlineData("Values:Speed:MaxAge", "00:00:05", "Safety:Values:Speed: give exactly one source")]
    [InlineData("Values:Speed:File", "speed.txt", "Safety:Values:Speed:File: 'speed.txt' is no absolute path")]
    [InlineData("Values:my speed:Push", "true", "Safety:Values:my speed: a name")]
    [InlineData("Rules:0:When:0", "Speed > 3", "Safety:Rules:0:When:0: 'Speed > 3': there is no value Speed")]
    [InlineData("Rules:0:Requests:1", "2", "Safety:Rules:0:Requests:0: '2' is not")]
    [InlineData("Triggers:0:Name", "x", "Safety:Triggers:0:When: a trigger needs")]
    [InlineData("Nonsense", "1", "Nonsense")]
    [InlineData("Default", "Maybe", "Safety:Default")]
    public void Read_Mistake_IsNamedWithItsPath(string key, string value, string expected)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Settings.TryRead(_time, (key, value)));

        Assert.Contains(exception.Failures, failure => failure.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SeveralMistakes_AreAllReported()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Settings.TryRead(
            _time,
            ("Values:Speed:Push", "true"), ("Values:Speed:MaxAge", "02:00:00"),
            ("Rules:0:When:0", "Speed"), ("Rules:1:Requests:0", "zz")));

        Assert.Equal(3, exception.Failures.Count());
    }

    [Fact]
    public void Read_MaxAgeNotLongerThanThePeriod_IsAMistake()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Settings.TryRead(
            _time, ("Values:Speed:Ecu", "Gateway"), ("Values:Speed:Service", "X"), ("Values:Speed:MaxAge", "00:00:00.5")));

        Assert.Contains("longer than the period", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }
}
