using Modular.Plugins.Safety.Rules;

namespace Modular.Plugins.Safety.Tests.Rules;

public sealed class RequestPatternTests
{
    [Theory]
    [InlineData("2E", "2EF19001", true)]
    [InlineData("2E F190", "2EF19001", true)]
    [InlineData("2EF190", "2EF191", false)]
    [InlineData("2EF190", "2EF1", false)]
    [InlineData("1002", "1082", true)]
    [InlineData("1082", "1002", true)]
    [InlineData("1002", "1003", false)]
    [InlineData("22F1", "2271", false)]
    [InlineData("3101FF00", "31017F00", false)]
    [InlineData("3101FF00", "3181FF00", true)]
    public void Matches_Request_ByItsBeginningWithoutTheSuppressBit(string text, string request, bool expected)
    {
        Assert.True(RequestPattern.TryParse(text, out var pattern));
        Assert.Equal(expected, pattern.Matches(Convert.FromHexString(request)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2")]
    [InlineData("XY")]
    [InlineData("2E F1 9")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000FF")]
    public void TryParse_NoPattern_IsRefused(string text) => Assert.False(RequestPattern.TryParse(text, out _));
}
