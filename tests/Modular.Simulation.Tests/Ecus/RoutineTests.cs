using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class RoutineTests
{
    [Fact]
    public void Routine_Started_ShowsProgressUntilItIsDone()
    {
        using var demo = Extended();

        Assert.Equal("71010201", demo.Gateway.Ask("31010201"));
        Assert.Equal("710302011900", demo.Gateway.Ask("31030201"));
        Assert.Equal("710302013200", demo.Gateway.Ask("31030201"));
        Assert.Equal("710302014B00", demo.Gateway.Ask("31030201"));
        Assert.Equal("710302016401", demo.Gateway.Ask("31030201"));
        Assert.Equal("71020201", demo.Gateway.Ask("31020201"));
    }

    [Fact]
    public void Routine_Stopped_DoesNotProgress()
    {
        using var demo = Extended();
        demo.Gateway.Ask("31010201");
        demo.Gateway.Ask("31030201");

        demo.Gateway.Ask("31020201");

        Assert.StartsWith("7103020119", demo.Gateway.Ask("31030201"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31030201", "7F3124")]
    [InlineData("31020201", "7F3124")]
    [InlineData("31010999", "7F3131")]
    [InlineData("31050201", "7F3112")]
    [InlineData("310102", "7F3113")]
    [InlineData("31", "7F3113")]
    [InlineData("3101020100", "7F3113")]
    public void Routine_WrongRequest_IsRefused(string request, string response)
    {
        using var demo = Extended();

        Assert.Equal(response, demo.Gateway.Ask(request));
    }

    [Fact]
    public void Routine_SessionEnds_IsForgotten()
    {
        using var demo = Extended();
        demo.Gateway.Ask("31010201");

        demo.Gateway.Ask("1001");
        demo.Gateway.Ask("1003");

        Assert.Equal("7F3124", demo.Gateway.Ask("31030201"));
    }

    private static DemoFixture Extended()
    {
        var demo = new DemoFixture();
        demo.Gateway.Ask("1003");
        return demo;
    }
}
