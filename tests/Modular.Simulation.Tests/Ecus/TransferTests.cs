using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class TransferTests
{
    private const string DownloadOfFive = "3400440008000000000005";

    [Fact]
    public void Download_InOrder_IsTakenAndEnds()
    {
        using var demo = Unlocked();

        Assert.Equal("744000001002", demo.Engine.Ask(DownloadOfFive));
        Assert.Equal("7601", demo.Engine.Ask("3601AABBCC"));
        Assert.Equal("7F3724", demo.Engine.Ask("37"));
        Assert.Equal("7602", demo.Engine.Ask("3602DDEE"));
        Assert.Equal("7F3671", demo.Engine.Ask("3603FF"));
        Assert.Equal("77", demo.Engine.Ask("37"));
        Assert.Equal("7F3724", demo.Engine.Ask("37"));
        Assert.Equal("7F3624", demo.Engine.Ask("3601AA"));
    }

    [Fact]
    public void Download_RepeatedBlock_IsConfirmedAndNotCountedTwice()
    {
        using var demo = Unlocked();
        demo.Engine.Ask(DownloadOfFive);
        demo.Engine.Ask("3601AABBCC");

        Assert.Equal("7601", demo.Engine.Ask("3601AABBCC"));
        Assert.Equal("7602", demo.Engine.Ask("3602DDEE"));
        Assert.Equal("77", demo.Engine.Ask("37"));
    }

    [Fact]
    public void Download_ManyBlocks_CountsRoundFromFfToZero()
    {
        using var demo = Unlocked();
        Assert.Equal("744000001002", demo.Engine.Ask("3400440008000000000101"));
        for (var block = 1; block <= 0x101; block++)
        {
            Assert.Equal($"76{(byte)block:X2}", demo.Engine.Ask($"36{(byte)block:X2}AA"));
        }

        Assert.Equal("77", demo.Engine.Ask("37"));
    }

    [Theory]
    [InlineData("3602AA", "7F3673")]
    [InlineData("3600AA", "7F3673")]
    [InlineData("36", "7F3613")]
    [InlineData("3601", "7F3613")]
    [InlineData(DownloadOfFive, "7F3422")]
    public void Download_WrongBlock_IsRefused(string request, string response)
    {
        using var demo = Unlocked();
        demo.Engine.Ask(DownloadOfFive);

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Theory]
    [InlineData("34", "7F3413")]
    [InlineData("3400", "7F3413")]
    [InlineData("34004400080000000000", "7F3413")]
    [InlineData("3400000008000000000005", "7F3431")]
    [InlineData("3400440008000000000000", "7F3431")]
    public void RequestDownload_WrongRequest_IsRefused(string request, string response)
    {
        using var demo = Unlocked();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Fact]
    public void RequestDownload_Locked_IsDenied()
    {
        using var demo = new DemoFixture();
        Assert.Equal("7F3411", demo.Engine.Ask(DownloadOfFive));

        demo.Engine.Ask("1002");

        Assert.Equal("7F3433", demo.Engine.Ask(DownloadOfFive));
    }

    private static DemoFixture Unlocked()
    {
        var demo = new DemoFixture();
        demo.Engine.Ask("1002");
        demo.Engine.Ask("2701");
        demo.Engine.Ask("27020D0E0F1011121314");
        return demo;
    }
}
