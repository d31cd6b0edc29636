using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Logging;

public class PluginLoggerTests
{
    [Fact]
    public async Task Log_FromAPlugin_HasItsCategory()
    {
        using var root = new PluginRoot("test.endpoints");
        await using var server = await TestServer.StartAsync(root);

        await server.GetAsync("/fixture/hello");

        Assert.Contains(server.Log.Lines, line => line.StartsWith(
            "plugin.test.endpoints.Modular.Fixtures.Endpoints.FixtureEndpoints Information Greeting default 1 times", StringComparison.Ordinal));
    }
}
