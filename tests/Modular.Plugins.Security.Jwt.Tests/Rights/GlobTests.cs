using Modular.Plugins.Security.Jwt.Rights;

namespace Modular.Plugins.Security.Jwt.Tests.Rights;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("FLXC1000", "flxc1000", true)]
    [InlineData("FLXC1000", "FLXC100", false)]
    [InlineData("FLXC*", "FLXC", true)]
    [InlineData("FLXC*", "aFLXC1", false)]
    [InlineData("*_Read", "VIN_read", true)]
    [InlineData("*_Read", "VIN_Read_Not", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("?", "", false)]
    [InlineData("FL?C*", "flxc2", true)]
    [InlineData("**", "", true)]
    [InlineData("a**?", "a", false)]
    [InlineData("a**?", "ab", true)]
    public void Matches_Pattern_FitsTheWholeName(string pattern, string name, bool fits) => Assert.Equal(fits, new Glob(pattern).Matches(name));

    [Fact]
    public void Matches_ManyStars_EndsSoon()
    {
        var pattern = new Glob(string.Concat(Enumerable.Repeat("*a", 128)) + "b");

        Assert.False(pattern.Matches(new string('a', 4096)));
    }

    [Fact]
    public void Matches_RandomPatterns_AgreesWithARegularExpression()
    {
        var random = new Random(3);
        for (var i = 0; i < 5000; i++)
        {
            var pattern = Text("ab*?", 6);
            var name = Text("ab", 7);
            var expression = "^" + pattern.Replace("*", ".*", StringComparison.Ordinal).Replace('?', '.') + "$";

            Assert.True(
                System.Text.RegularExpressions.Regex.IsMatch(name, expression) == new Glob(pattern).Matches(name), $"'{pattern}' and '{name}'");
        }

        string Text(string characters, int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => characters[random.Next(characters.Length)]));
    }
}
