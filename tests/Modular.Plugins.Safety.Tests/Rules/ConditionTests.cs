using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Rules;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Safety.Tests.Rules;

public sealed class ConditionTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly VehicleValue _value;

    public ConditionTests() => _value = new VehicleValue("Speed", new ValueOptions(), _time);

    [Theory]
    [InlineData("Speed > 3", "3.1", Truth.Yes)]
    [InlineData("Speed > 3", "3", Truth.No)]
    [InlineData("Speed >= 3", "3", Truth.Yes)]
    [InlineData("speed<3", "2", Truth.Yes)]
    [InlineData("Speed <= -1.5", "-1.5", Truth.Yes)]
    [InlineData("Speed = 0", "0.0", Truth.Yes)]
    [InlineData("Speed != 0", "0", Truth.No)]
    [InlineData("  Speed  =  off ", "OFF", Truth.Yes)]
    [InlineData("Speed != off", "on", Truth.Yes)]
    [InlineData("Speed = Ignition on", "ignition ON", Truth.Yes)]
    [InlineData("Speed > 3", "fast", Truth.Unknown)]
    [InlineData("Speed = 3", "fast", Truth.Unknown)]
    public void Evaluate_KnownValue_Compares(string text, string value, object expected)
    {
        _value.Set(ValueSample.FromText(value, _time.GetTimestamp()));

        Assert.Equal(expected, Parse(text).Evaluate());
    }

    [Fact]
    public void Evaluate_NothingReadYetOrTooOld_IsUnknown()
    {
        var condition = Parse("Speed = 0");
        Assert.Equal(Truth.Unknown, condition.Evaluate());
        _value.Set(ValueSample.FromNumber(0, _time.GetTimestamp()));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Truth.Yes, condition.Evaluate());

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Truth.Unknown, condition.Evaluate());
    }

    [Theory]
    [InlineData("", "no condition")]
    [InlineData("Speed", "no condition")]
    [InlineData("Speed >", "no condition")]
    [InlineData("> 3", "no condition")]
    [InlineData("Speed ~ 3", "no condition")]
    [InlineData("Speed > fast", "no number")]
    [InlineData("Speed > NaN", "no number")]
    [InlineData("Ignition = on", "no value Ignition")]
    public void TryParse_Mistake_IsNamed(string text, string expected)
    {
        Assert.False(Condition.TryParse(text, [_value], out _, out var mistake));
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }

    private Condition Parse(string text)
    {
        Assert.True(Condition.TryParse(text, [_value], out var condition, out var mistake), mistake);
        return condition;
    }
}
