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
    [InlineData("json-reflection-private-options", "Look for:")]
    [InlineData("type-descriptor-properties", "Look for:")]
    [InlineData("timer", "Found: A timer still calls Modular.Fixtures.Leaks.Habits")]
    [InlineData("thread", "Look for:")]
    [InlineData("app-domain-event", "Found: An event of the process still calls Modular.Fixtures.Leaks.Habits.OnExit.")]
    [InlineData("gc-handle", "Look for:")]
    [InlineData("observable-gauge", "Found: An observable instrument of a meter that is not disposed calls Modular.Fixtures.Leaks.Habits")]
    public async Task AssertUnloadsAsync_SomethingLeftBehind_FailsAndSaysWhatIsKnown(string row, string expected)
    {
        await using var host = await PluginTestHost.StartAsync(TestHosts.OptionsOf(TestHosts.Leaking).Configure("Leak:Row", row));

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => host.AssertUnloadsAsync());

        Assert.Equal("leaked", exception.Code);
        Assert.Contains("test.leaks@0.1.0#1", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
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
