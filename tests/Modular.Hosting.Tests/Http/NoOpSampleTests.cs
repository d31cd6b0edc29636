using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

public class NoOpSampleTests
{
    [Fact]
    public async Task Get_NoOp_Is204()
    {
        using var root = new PluginRoot("modular.samples.noop");
        await using var server = await TestServer.StartAsync(root);

        Assert.Equal(PluginState.Running, server.StatusOf("modular.samples.noop").State);
        Assert.Equal((204, string.Empty), await server.GetAsync("/noop"));
    }
}
