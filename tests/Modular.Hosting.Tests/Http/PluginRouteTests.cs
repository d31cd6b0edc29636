using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Modular.Hosting.Http;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Tests.Http;

public class PluginRouteTests
{
    [Theory]
    [InlineData("/a/b", "GET", "/A/B/", "GET", true)]
    [InlineData("/a/{x}", "GET", "/a/{y}", "GET,POST", true)]
    [InlineData("/a/{x}", "", "/a/{y}", "", true)]
    [InlineData("/a/{x}", "", "/a/{y}", "GET", false)]
    [InlineData("/a/{x}", "GET", "/a/{y}", "PUT", false)]
    [InlineData("/a/{x:int}", "GET", "/a/{x}", "GET", false)]
    [InlineData("/a/{**x}", "GET", "/a/{x}", "GET", false)]
    [InlineData("/a/b", "GET", "/a/c", "GET", false)]
    public void ThrowIfTaken_SameRequests_Throws(string first, string firstMethods, string second, string secondMethods, bool isTaken)
    {
        var exception = Record.Exception(() => Route(second, secondMethods).ThrowIfTaken([Route(first, firstMethods)], "one", "two"));

        Assert.Equal(isTaken, exception is PluginProblemException);
    }

    [Theory]
    [InlineData("/a", true)]
    [InlineData("/A/x/{y}", true)]
    [InlineData("/ab", false)]
    [InlineData("/{a}", false)]
    [InlineData("/{**a}", false)]
    [InlineData("/", false)]
    [InlineData("/b/a", false)]
    public void Create_OutsideOfTheGrantedPrefix_Throws(string pattern, bool isGranted) =>
        Assert.Equal(isGranted, Record.Exception(() => Route(pattern, "GET")) is null);

    private static PluginRoute Route(string pattern, string methods)
    {
        var metadata = methods.Length == 0 ? EndpointMetadataCollection.Empty : new EndpointMetadataCollection(new HttpMethodMetadata(methods.Split(',')));
        return PluginRoute.Create(Manifest, new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, metadata, null));
    }

    private static readonly PluginManifest Manifest = new()
    {
        Id = "test",
        Version = "1.0.0",
        Sdk = new SemanticVersion(0, 1, 0, string.Empty),
        Main = "x.dll",
        Tier = PluginTier.T0,
        Routes = ["/a"],
        Files = new Dictionary<string, string>(),
    };
}
