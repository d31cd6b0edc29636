using Modular.DoIp.Messages;

namespace Modular.DoIp.Tests.Messages;

public sealed class IdentificationTests
{
    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void FromBytes_Filler_IsNotSet(byte filler)
    {
        var vin = VehicleIdentificationNumber.FromBytes(Enumerable.Repeat(filler, 17).ToArray());
        Assert.False(vin.IsSet);
        Assert.Equal("(not set)", vin.ToString());
    }

    [Fact]
    public void ToString_Vin_ShowsManufacturerOnly()
    {
        var vin = VehicleIdentificationNumber.Parse("SCEDT26T8BD005261");
        Assert.True(vin.IsSet);
        Assert.Equal("SCE**************", vin.ToString());
        Assert.Equal("SCEDT26T8BD005261", vin.Value);
    }

    [Fact]
    public void Default_Vin_EqualsNotSet() => Assert.Equal(VehicleIdentificationNumber.NotSet, default);

    [Theory]
    [InlineData("")]
    [InlineData("SCEDT26T8BD00526")]
    [InlineData("SCEDT26T8BD0052611")]
    [InlineData("SCEDT26T8BD00526\u4E2D")]
    public void Parse_NotSeventeenBytes_Throws(string text) =>
        Assert.Throws<ArgumentException>(() => VehicleIdentificationNumber.Parse(text));

    [Fact]
    public void Constructor_MoreThan48Bits_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EntityIdentification(0x1_0000_0000_0000));
}
