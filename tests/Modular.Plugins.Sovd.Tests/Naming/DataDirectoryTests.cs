using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Naming;
using Modular.Plugins.Sovd.Tests.Support;

namespace Modular.Plugins.Sovd.Tests.Naming;

public sealed class DataDirectoryTests
{
    private static readonly NamingRules Rules = new(new NamingOptions());

    [Theory]
    [InlineData("VINDataIdentifier_Read", "VINDataIdentifier")]
    [InlineData("VINDataIdentifier_WRITE", "VINDataIdentifier")]
    [InlineData("Memory_Read_Dump", "Memory")]
    [InlineData("Memory_Dump_Func", "Memory")]
    [InlineData("Memory_Read_Read", "Memory_Read")]
    [InlineData("_Read", "_Read")]
    [InlineData("Readout", "Readout")]
    public void TrimShortName_Defaults_CutOnce(string shortName, string expected) => Assert.Equal(expected, Rules.TrimShortName(shortName));

    [Fact]
    public void TrimShortName_ConfiguredPrefixes_FirstMatchWins()
    {
        var rules = new NamingRules(new NamingOptions { ShortNameAffixPosition = AffixPosition.Prefix, ShortNameAffixes = ["RD_", "RD_X_"] });

        Assert.Equal("X_Speed", rules.TrimShortName("rd_X_Speed"));
    }

    [Fact]
    public void Find_ExactName_BeatsPrefix()
    {
        var directory = Create(("Speed_Limit_Read", 0x22), ("Speed_Read", 0x22), ("Speed", 0x22));

        Assert.Equal("Speed", directory.FindReadable("SPEED")?.Service.ShortName);
        Assert.Equal("Speed_Read", directory.FindReadable("Speed_Read")?.Service.ShortName);
        Assert.Equal("Speed_Limit_Read", directory.FindReadable("speed_lim")?.Service.ShortName);
        Assert.Null(directory.FindReadable("Torque"));
        Assert.Null(directory.FindReadable(string.Empty));
    }

    [Fact]
    public void Find_ReadActionPrefix_BeatsPlainPrefix()
    {
        var directory = Create(("Speed_Limit_Read", 0x22), ("Speed_Read_Extended", 0x22));

        Assert.Equal("Speed_Read_Extended", directory.FindReadable("speed")?.Service.ShortName);
    }

    [Fact]
    public void Find_ReadAndWrite_AreKeptApart()
    {
        var directory = Create(("VIN_Read", 0x22), ("VIN_Write", 0x2E), ("Session_Start", 0x10));

        Assert.Equal("VIN_Read", directory.FindReadable("vin")?.Service.ShortName);
        Assert.Equal("VIN_Write", directory.FindWritable("vin")?.Service.ShortName);
        Assert.Null(directory.FindReadable("Session_Start"));
    }

    [Fact]
    public void Listed_SameTrimmedName_BothCanBeReached()
    {
        var directory = Create(("Memory_Read", 0x22), ("Memory_Read_Dump", 0x22), ("Local_Read", 0x21));

        Assert.Equal(["Memory", "Memory_Read_Dump"], directory.Listed.Select(static datum => datum.Id));
        Assert.All(directory.Listed, datum => Assert.Same(datum, directory.FindReadable(datum.Id)));
        Assert.Equal("Local", directory.FindReadable("local")?.Id);
    }

    [Fact]
    public void Cache_SameCatalog_SameDirectory()
    {
        var cache = new DataDirectoryCache(Rules);
        var catalog = new FakeServiceCatalog("V");

        Assert.Same(cache.For(catalog), cache.For(catalog));
        Assert.NotSame(cache.For(catalog), cache.For(new FakeServiceCatalog("V")));
    }

    private static DataDirectory Create(params (string Name, byte ServiceId)[] services) =>
        new(new FakeServiceCatalog("V", [.. services.Select(static service => FakeService.Create(service.Name, service.ServiceId, 1))]), Rules);
}
