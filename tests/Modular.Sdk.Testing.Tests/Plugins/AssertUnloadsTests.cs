using System.Net;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Tests.Support;

namespace Modular.Sdk.Testing.Tests.Plugins;

public class AssertUnloadsTests
{
    [Fact]
    public async Task AssertUnloadsAsync_PluginThatServedAndWasReplaced_EveryGenerationIsGone()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Endpoints, TestHosts.Security);
        await host.Client.GetStringAsync(new Uri("/fixture/generated/7", UriKind.Relative));
        using (var failed = await host.Client.GetAsync(new Uri("/fixture/throw", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        await host.ReplaceAsync(TestHosts.Endpoints);

        await host.AssertUnloadsAsync();
    }

    [Theory]
    [InlineData("json-reflection-private-options")]
    [InlineData("type-descriptor-properties")]
    [InlineData("timer")]
    [InlineData("thread")]
    [InlineData("app-domain-event")]
    [InlineData("gc-handle")]
    [InlineData("observable-gauge")]
    public async Task AssertUnloadsAsync_SomethingLeftBehind_FailsAndNamesThePlugin(string row)
    {
        await using var host = await PluginTestHost.StartAsync(TestHosts.OptionsOf(TestHosts.Leaking).Configure("Leak:Row", row));

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => host.AssertUnloadsAsync());

        Assert.Equal("leaked", exception.Code);
        Assert.Contains("test.leaks@0.1.0#1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssertUnloadsAsync_NothingLeftBehind_Passes()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Leaking);

        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task AssertUnloadsAsync_NoPluginRuns_HasNothingToProve()
    {
        var options = TestHosts.OptionsOf(TestHosts.Endpoints).Configure("Fixture:Number", "11");
        options.MustRun = false;
        await using var host = await PluginTestHost.StartAsync(options);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.AssertUnloadsAsync());
    }
}
