using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Tests.Plugins.Discovery;

public class SemanticVersionTests
{
    [Fact]
    public void CompareTo_SpecificationOrder_Holds()
    {
        // The example of Semantic Versioning 2.0.0, clause 11.
        string[] ordered =
            ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.10", "1.2.0", "10.0.0"];

        var sorted = ordered.Reverse().Select(text => SemanticVersion.TryParse(text, out var version) ? version : null).Order().Select(version => version!.ToString());

        Assert.Equal(ordered, sorted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("1.2.x")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-a/b")]
    [InlineData(" 1.2.3")]
    [InlineData("99999999999.0.0")]
    public void TryParse_NoVersion_IsFalse(string text) => Assert.False(SemanticVersion.TryParse(text, out _));
}
