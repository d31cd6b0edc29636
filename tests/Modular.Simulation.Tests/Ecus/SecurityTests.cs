using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class SecurityTests
{
    private const string Seed = "67010001020304050607";
    private const string RightKey = "27020D0E0F1011121314";

    [Fact]
    public void SecurityAccess_RightKey_Unlocks()
    {
        using var demo = Programming();

        Assert.Equal(Seed, demo.Engine.Ask("2701"));
        Assert.Equal("6702", demo.Engine.Ask(RightKey));
        Assert.Equal(1, demo.Engine.SecurityLevel);
    }

    [Fact]
    public void SecurityAccess_WrongKey_LeavesTheSeedValid()
    {
        using var demo = Programming();
        demo.Engine.Ask("2701");

        Assert.Equal("7F2735", demo.Engine.Ask("270242"));
        Assert.Equal("7F2735", demo.Engine.Ask("27020001020304050607"));
        Assert.Equal("6702", demo.Engine.Ask(RightKey));
    }

    [Fact]
    public void SecurityAccess_TooManyWrongKeys_AsksForAPause()
    {
        using var demo = Programming();
        demo.Engine.Ask("2701");
        demo.Engine.Ask("270242");
        demo.Engine.Ask("270242");

        Assert.Equal("7F2736", demo.Engine.Ask("270242"));
        Assert.Equal("7F2737", demo.Engine.Ask("2701"));
        for (var passed = 0; passed < 5; passed++)
        {
            demo.Time.Advance(TimeSpan.FromSeconds(2));
            demo.Engine.Ask("3E80");
        }

        Assert.Equal(Seed, demo.Engine.Ask("2701"));
    }

    [Theory]
    [InlineData(RightKey, "7F2724")]
    [InlineData("2702", "7F2713")]
    [InlineData("2705", "7F2712")]
    [InlineData("27", "7F2713")]
    public void SecurityAccess_WithoutSeedOrUnknownLevel_IsRefused(string request, string response)
    {
        using var demo = Programming();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Fact]
    public void SecurityAccess_OfBootLoaderOnly_DoesNotExistInApplication()
    {
        using var demo = new DemoFixture();

        Assert.Equal("7F2711", demo.Engine.Ask("2701"));
    }

    [Fact]
    public void SecurityAccess_NewSession_Locks()
    {
        using var demo = Programming();
        demo.Engine.Ask("2701");
        demo.Engine.Ask(RightKey);

        demo.Engine.Ask("1002");

        Assert.Equal(0, demo.Engine.SecurityLevel);
        Assert.Equal("7F2724", demo.Engine.Ask(RightKey));
    }

    private static DemoFixture Programming()
    {
        var demo = new DemoFixture();
        demo.Engine.Ask("1002");
        return demo;
    }
}
