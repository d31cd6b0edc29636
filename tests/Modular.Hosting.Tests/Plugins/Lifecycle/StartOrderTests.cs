using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public class StartOrderTests
{
    [Fact]
    public void Before_Chain_NamesProvidersOnly()
    {
        var order = new StartOrder([Plugin("a", ["A"], []), Plugin("b", ["B"], ["A"]), Plugin("c", [], ["B", "A"]), Plugin("d", ["A"], [])]);

        Assert.Empty(order.Before("a"));
        Assert.Equal(["a", "d"], order.Before("b"));
        Assert.Equal(["b", "a", "d"], order.Before("c"));
        Assert.Equal(["b", "c"], order.After("a"));
    }

    [Fact]
    public void FindCircle_Circle_IsSpelledOut()
    {
        var order = new StartOrder([Plugin("a", ["A"], ["C"]), Plugin("b", ["B"], ["A"]), Plugin("c", ["C"], ["B"]), Plugin("d", [], ["A"])]);

        Assert.Equal(["a", "c", "b", "a"], order.FindCircle("a"));
        Assert.Empty(order.FindCircle("d"));
    }

    [Fact]
    public void FindCircle_OwnContract_IsNone() =>
        Assert.Empty(new StartOrder([Plugin("a", ["A"], ["A"])]).FindCircle("a"));

    private static PluginManifest Plugin(string id, string[] provides, string[] requires) => new()
    {
        Id = id,
        Version = "1.0.0",
        Sdk = new SemanticVersion(0, 1, 0, string.Empty),
        Main = "x.dll",
        Tier = PluginTier.T0,
        Provides = provides,
        Requires = requires,
        Files = new Dictionary<string, string>(),
    };
}
