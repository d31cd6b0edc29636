using Modular.Simulation.Values;

namespace Modular.Simulation.Tests.Values;

public class VinGeneratorTests
{
    [Fact]
    public void Create_AnySeed_GivesValidNumberWithCheckDigit()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var vin = VinGenerator.Create(seed);
            Assert.True(VinGenerator.IsValid(vin), vin);
            Assert.Equal(VinGenerator.CheckDigit(vin), vin[8]);
            Assert.Equal(vin, VinGenerator.Create(seed));
        }
    }

    [Fact]
    public void Create_DifferentSeeds_GiveDifferentNumbers() => Assert.NotEqual(VinGenerator.Create(1), VinGenerator.Create(2));

    [Theory]
    [InlineData("1M8GDM9AXKP042788", 'X')]
    [InlineData("11111111111111111", '1')]
    public void CheckDigit_KnownNumbers_IsTheirNinthCharacter(string vin, char expected) => Assert.Equal(expected, VinGenerator.CheckDigit(vin));

    [Theory]
    [InlineData("")]
    [InlineData("1M8GDM9AXKP04278")]
    [InlineData("1M8GDM9AXKP0427888")]
    [InlineData("1M8GDM9AXKPO42788")]
    [InlineData("1m8gdm9axkp042788")]
    public void IsValid_WrongLengthOrCharacter_IsFalse(string vin) => Assert.False(VinGenerator.IsValid(vin));
}
