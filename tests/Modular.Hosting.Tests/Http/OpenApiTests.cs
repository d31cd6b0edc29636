using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

public class OpenApiTests
{
    [Fact]
    public async Task OpenApi_PluginDescribesItself_IsMergedAndGoesWithThePlugin()
    {
        using var root = new PluginRoot("test.endpoints");
        await using var server = await TestServer.StartAsync(root);

        var document = JsonNode.Parse((await server.GetAsync("/openapi.json")).Body)!;

        Assert.Equal("3.1.0", (string?)document["openapi"]);
        Assert.Equal(server.Client.BaseAddress!.ToString().TrimEnd('/'), (string?)document["servers"]![0]!["url"]);
        Assert.NotNull(document["paths"]!["/fixture/hello"]!["get"]);
        Assert.NotNull(document["paths"]!["/health"]);
        Assert.Equal("string", (string?)document["components"]!["schemas"]!["Greeting"]!["type"]);

        await server.Supervisor.StopAsync(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("/fixture", (await server.GetAsync("/openapi.json")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwaggerUi_Page_PointsToTheDocument()
    {
        using var root = new PluginRoot("test.security");
        await using var server = await TestServer.StartAsync(root);

        Assert.Equal(200, (await server.GetAsync("/swagger-ui")).Status);
        Assert.Equal(200, (await server.GetAsync("/swagger-ui/swagger-ui-bundle.js")).Status);
        Assert.Contains("/openapi.json", (await server.GetAsync("/swagger-ui/index.js")).Body, StringComparison.Ordinal);
    }
}
