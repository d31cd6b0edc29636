using System.Reflection;
using Modular.Hosting.Tests.Support;
using Serilog;

namespace Modular.Hosting.Tests.Plugins.Loading;

public class IsolationTests
{
    [Fact]
    public async Task Load_OtherVersionOfAHostPackage_EachSideHasItsOwn()
    {
        using var root = new PluginRoot("test.serilog");
        await using var server = await TestServer.StartAsync(root);

        var ofPlugin = (await server.GetAsync("/serilog")).Body;
        var ofHost = typeof(LoggerConfiguration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

        Assert.StartsWith("2.10.0", ofPlugin, StringComparison.Ordinal);
        Assert.StartsWith("3.1.1", ofHost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_Context_IsNamedByIdVersionAndGeneration()
    {
        using var root = new PluginRoot("test.endpoints");
        await using var server = await TestServer.StartAsync(root);

        Assert.Equal("plugin:test.endpoints@0.1.0#1", (await server.GetAsync("/fixture/context")).Body);
    }
}
