using Microsoft.Extensions.Logging;
using Modular.Plugins.Logging.Dlt.Configuration;

namespace Modular.Plugins.Logging.Dlt.Tests.Configuration;

public class DltOptionsTests
{
    private static readonly DltOptionsValidator Validator = new();

    [Fact]
    public void Validate_Defaults_AreGoodAndOff()
    {
        var options = new DltOptions();

        Assert.True(Validator.Validate(null, options).Succeeded);
        Assert.False(options.Enabled);
        Assert.Equal(DltLevel.Fatal, options.Levels.Map(LogLevel.Critical));
        Assert.Equal(DltLevel.Off, options.Levels.Map(LogLevel.None));
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("ABCD", true)]
    [InlineData("", false)]
    [InlineData("ABCDE", false)]
    [InlineData("Ä", false)]
    [InlineData("A B", false)]
    [InlineData("AB\n", false)]
    public void Validate_ApplicationId_IsOneToFourAsciiCharacters(string id, bool isGood) =>
        Assert.Equal(isGood, Validator.Validate(null, new DltOptions { ApplicationId = id }).Succeeded);

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Validate_Description_HasAtMost256Characters(int length, bool isGood) =>
        Assert.Equal(isGood, Validator.Validate(null, new DltOptions { ApplicationDescription = new string('d', length) }).Succeeded);
}
