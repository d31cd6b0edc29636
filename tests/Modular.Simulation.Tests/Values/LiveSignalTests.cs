using Modular.Simulation.Values;

namespace Modular.Simulation.Tests.Values;

public class LiveSignalTests
{
    private static readonly TypicalRange Rpm = new(820, 3400, 24);

    [Fact]
    public void At_AnyMoment_StaysWithinTheRangeAndUsesMostOfIt()
    {
        var values = Enumerable.Range(0, 2000).Select(step => LiveSignal.At(Rpm, TimeSpan.FromMilliseconds(100 * step), StableRandom.For(1, "rpm"), StableRandom.For(1, "own"))).ToArray();

        Assert.All(values, value => Assert.InRange(value, Rpm.Minimum, Rpm.Maximum));
        Assert.True(values.Max() - values.Min() > (Rpm.Maximum - Rpm.Minimum) / 2);
    }

    [Fact]
    public void At_SameMomentAndSeed_IsTheSame() => Assert.Equal(
        LiveSignal.At(Rpm, TimeSpan.FromSeconds(3), StableRandom.For(7, "rpm"), StableRandom.For(7, "own")),
        LiveSignal.At(Rpm, TimeSpan.FromSeconds(3), StableRandom.For(7, "rpm"), StableRandom.For(7, "own")));

    [Fact]
    public void At_TwoQuantitiesOfOneKind_AreAlikeButNotTheSame()
    {
        for (var second = 0; second < 60; second++)
        {
            var left = LiveSignal.At(Rpm, TimeSpan.FromSeconds(second), StableRandom.For(7, "kind"), StableRandom.For(7, "left"));
            var right = LiveSignal.At(Rpm, TimeSpan.FromSeconds(second), StableRandom.For(7, "kind"), StableRandom.For(7, "right"));
            Assert.NotEqual(left, right);
            Assert.InRange(left - right, -0.05 * (Rpm.Maximum - Rpm.Minimum), 0.05 * (Rpm.Maximum - Rpm.Minimum));
        }
    }

    [Theory]
    [InlineData("CoolantTemperature", "°C", 82, 95)]
    [InlineData("EngineSpeed", "rpm", 820, 3400)]
    [InlineData("Supply", "V", 12.4, 14.3)]
    public void For_KnownUnit_GivesUsualRange(string name, string unit, double minimum, double maximum)
    {
        var range = TypicalRange.For(name, unit);
        Assert.Equal((minimum, maximum), (range?.Minimum, range?.Maximum));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("furlong")]
    public void For_NoOrUnknownUnit_GivesNothing(string? unit) => Assert.Null(TypicalRange.For("Speed", unit));

    [Fact]
    public void Within_DisjointLimits_IsNothing() => Assert.Null(Rpm.Within(4000, 5000));

    [Fact]
    public void Within_OverlappingLimits_IsTheOverlap() => Assert.Equal(new TypicalRange(1000, 3400, 24), Rpm.Within(1000, null));
}
