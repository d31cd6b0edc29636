using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class DataTests
{
    private const string Vin = "1M8GDM9AXKP042788";

    [Fact]
    public void Read_Vin_IsThatOfTheVehicleInEveryEcu()
    {
        using var demo = new DemoFixture(settings => settings with { Vin = Vin });

        Assert.All(demo.Vehicle.Ecus, ecu => Assert.Equal("62F190314D3847444D394158" + "4B50303432373838", ecu.Ask("22F190")));
        Assert.All(demo.Vehicle.Gateways, gateway => Assert.Equal(Vin, gateway.Entity.Identity.Vin.Value));
    }

    [Theory]
    [InlineData("220001", "7F2231")]
    [InlineData("22", "7F2213")]
    [InlineData("22F1", "7F2213")]
    [InlineData("22F19000", "7F2213")]
    [InlineData("2300000001", "7F2311")]
    public void Read_WrongRequest_IsRefused(string request, string response)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Fact]
    public void Read_SeveralIdentifiers_GivesThoseThatExist()
    {
        using var demo = new DemoFixture();

        Assert.Equal("62F100000203F18601", demo.Engine.Ask("22F100F186"));
        Assert.Equal("62F18601", demo.Engine.Ask("220001F186"));
        Assert.Equal("7F2231", demo.Engine.Ask("2200010002"));
    }

    [Fact]
    public void Read_Measurement_MovesWithTheClockWithinItsRange()
    {
        using var demo = new DemoFixture();
        var seen = new HashSet<int>();
        for (var second = 0; second < 60; second++)
        {
            var answer = demo.Engine.Ask(new byte[] { 0x22, 0x03, 0x01 });
            var rpm = ((answer[3] << 8) | answer[4]) * 0.25;
            Assert.InRange(rpm, 819, 3401);
            seen.Add((int)rpm);
            demo.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(seen.Count > 20, $"{seen.Count} different values in a minute");
    }

    [Fact]
    public void Read_MeasurementThatIsNotLive_Stays()
    {
        using var demo = new DemoFixture(settings => settings with { Profile = new EcuProfile() });
        var first = demo.Engine.Ask("220301");

        demo.Time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(first, demo.Engine.Ask("220301"));
    }

    [Fact]
    public void Read_SerialNumber_DoesNotMoveAndDiffersByEcu()
    {
        using var demo = new DemoFixture();
        var first = demo.Engine.Ask("22F18C");

        demo.Time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(first, demo.Engine.Ask("22F18C"));
        Assert.NotEqual(first, demo.Gateway.Ask("22F18C"));
    }

    [Fact]
    public void Write_InExtendedSession_IsReadAfterAReset()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask("1003");

        Assert.Equal("6E0320", demo.Engine.Ask("2E032003E8"));
        demo.Engine.Ask("1101");

        Assert.Equal("62032003E8", demo.Engine.Ask("220320"));
    }

    [Theory]
    [InlineData("2E0320", "7F2E13")]
    [InlineData("2E032003", "7F2E13")]
    [InlineData("2E032003E800", "7F2E13")]
    [InlineData("2E03200001", "7F2E31")]
    [InlineData("2E0301FFFF", "7F2E31")]
    public void Write_WrongRequest_IsRefusedAndChangesNothing(string request, string response)
    {
        using var demo = new DemoFixture();
        var before = demo.Engine.Ask("220320");
        demo.Engine.Ask("1003");

        Assert.Equal(response, demo.Engine.Ask(request));
        Assert.Equal(before, demo.Engine.Ask("220320"));
    }

    [Fact]
    public void Read_ConfiguredValues_AreNotInvented()
    {
        using var demo = new DemoFixture(settings => settings with
        {
            Values =
            [
                new SimulatedValue("EngineControl", 0x0301, null, "1F40"),
                new SimulatedValue("EngineControl", 0x0307, "EngineState", "Cranking"),
                new SimulatedValue(null, 0xF191, "HardwareNumber", "HW 12.34"),
                new SimulatedValue("EngineControl", 0x0308, "Torque.Delivered", "12.5"),
            ],
        });

        Assert.Equal("6203011F40", demo.Engine.Ask("220301"));
        Assert.Equal("62030701", demo.Engine.Ask("220307"));
        Assert.Equal("62F191" + Convert.ToHexString("HW 12.34"u8), demo.Battery.Ask("22F191"));
        Assert.EndsWith("007D", demo.Engine.Ask("220308"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_SameSeed_AreTheSameInAnyOrder()
    {
        using var one = new DemoFixture(settings => settings with { Seed = 42 });
        using var other = new DemoFixture(settings => settings with { Seed = 42 });
        using var different = new DemoFixture(settings => settings with { Seed = 43 });
        string[] requests = ["220301", "22F18C", "220308", "220309", "22F195", "1902FF", "22F190"];

        var expected = requests.Select(request => one.Engine.Ask(request)).ToArray();
        var reversed = requests.Reverse().Select(request => other.Engine.Ask(request)).Reverse().ToArray();

        Assert.Equal(expected, reversed);
        Assert.NotEqual(expected, requests.Select(request => different.Engine.Ask(request)).ToArray());
    }
}
