using Modular.Simulation.Faults;
using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class FaultTests
{
    private const string ClearAll = "14FFFFFF";

    [Fact]
    public void Start_Ecu_HasStoredSomeOfItsCodes()
    {
        using var demo = new DemoFixture();

        Assert.Equal(3, demo.Engine.Faults.Count);
        Assert.All(demo.Engine.Faults, fault => Assert.NotEqual(0, fault.Status));
    }

    [Fact]
    public void ReadByStatusMask_StoredCodes_GivesThoseOfTheMask()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask(ClearAll);
        demo.Engine.Store(new SimulatedFault(0x010100, 0x29));
        demo.Engine.Store(new SimulatedFault(0x030000, 0x0C));
        demo.Engine.Store(new SimulatedFault(0x042000, 0x00));

        Assert.Equal("5902FF010100290300000C", demo.Engine.Ask("1902FF"));
        Assert.Equal("5902FF01010029", demo.Engine.Ask("190201"));
        Assert.Equal("5902FF", demo.Engine.Ask("190280"));
        Assert.Equal("7F1913", demo.Engine.Ask("1902"));
        Assert.Equal("7F1913", demo.Engine.Ask("1902FFFF"));
        Assert.Equal("7F1912", demo.Engine.Ask("1942FF"));
    }

    [Fact]
    public void Clear_OneCode_LeavesTheOthers()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask(ClearAll);
        demo.Engine.Store(new SimulatedFault(0x010100, 0x29));
        demo.Engine.Store(new SimulatedFault(0x030000, 0x0C));

        Assert.Equal("54", demo.Engine.Ask("14010100"));
        Assert.Equal([new SimulatedFault(0x030000, 0x0C)], demo.Engine.Faults);
        Assert.Equal("7F1431", demo.Engine.Ask("14123456"));
        Assert.Equal("7F1413", demo.Engine.Ask("140101"));
        Assert.Equal("54", demo.Engine.Ask(ClearAll));
        Assert.Empty(demo.Engine.Faults);
    }

    [Theory]
    [InlineData("04")]
    [InlineData("06")]
    public void ReadRecord_StoredCode_CarriesCodeStatusAndNumber(string subFunction)
    {
        using var demo = new DemoFixture();
        demo.Engine.Store(new SimulatedFault(0x030000, 0x2C));

        Assert.StartsWith($"59{subFunction}0300002C02", demo.Engine.Ask($"19{subFunction}03000002"), StringComparison.Ordinal);
        Assert.StartsWith($"59{subFunction}0300002C01", demo.Engine.Ask($"19{subFunction}030000FF"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1904123456FF", "7F1931")]
    [InlineData("190403000000FF", "7F1913")]
    public void ReadRecord_UnknownCodeOrLength_IsRefused(string request, string response)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Fact]
    public void ReadRecord_CodeThatIsNotStored_EndsBehindTheStatus()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask(ClearAll);

        Assert.Equal("590403000000", demo.Engine.Ask("1904030000FF"));
    }
}
