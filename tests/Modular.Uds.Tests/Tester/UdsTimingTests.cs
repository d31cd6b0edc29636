using Modular.Sdk.Transports;
using Modular.Uds.Tester;

namespace Modular.Uds.Tests.Tester;

public class UdsTimingTests
{
    [Fact]
    public void With_NoParameters_KeepsTheValues() => Assert.Equal(UdsTiming.Default, UdsTiming.Default.With(ComParamSet.Empty));

    [Fact]
    public void With_AllParameters_TakesThemAsMicroseconds()
    {
        var timing = UdsTiming.Default.With(new ComParamSet(
        [
            new("CP_P6Max", "2000000"),
            new("CP_P6Star", "5000000"),
            new("CP_RC78Handling", "2"),
            new("CP_RC78CompletionTimeout", "1000"),
            new("CP_RC21Handling", "0"),
            new("CP_RC21CompletionTimeout", "2000"),
            new("CP_RC21RequestTime", "3000"),
            new("CP_RC94Handling", "1"),
            new("CP_RC94CompletionTimeout", "4000"),
            new("CP_RC94RequestTime", "5000"),
            new("CP_RepeatReqCountApp", "0x5"),
        ]));

        Assert.Equal(TimeSpan.FromSeconds(2), timing.P6Max);
        Assert.Equal(TimeSpan.FromSeconds(5), timing.P6Star);
        Assert.Equal(new PendingHandling(ResponseHandling.ContinueUnlimited, TimeSpan.FromMilliseconds(1)), timing.Pending);
        Assert.Equal(
            new BusyHandling(ResponseHandling.Disabled, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(3)), timing.Busy);
        Assert.Equal(
            new BusyHandling(ResponseHandling.ContinueUntilTimeout, TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(5)),
            timing.ResourceUnavailable);
        Assert.Equal(5, timing.Repeats);
    }

    [Theory]
    [InlineData("Continue handling until timeout", ResponseHandling.ContinueUntilTimeout)]
    [InlineData("ContinueUntilTimeout", ResponseHandling.ContinueUntilTimeout)]
    [InlineData("Continue handling unlimited", ResponseHandling.ContinueUnlimited)]
    [InlineData("Disabled", ResponseHandling.Disabled)]
    public void With_HandlingAsText_UnderstandsTheUsualSpellings(string text, ResponseHandling expected) =>
        Assert.Equal(expected, UdsTiming.Default.With(new ComParamSet([new("CP_RC78Handling", text)])).Pending.Handling);
}
