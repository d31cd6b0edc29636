using System.Net;
using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Security;
using Modular.Sdk.Testing.Tests.Support;

namespace Modular.Sdk.Testing.Tests.Plugins;

public class PluginTestHostTests
{
    [Fact]
    public async Task StartAsync_StagedPlugin_ServesWithItsDefaultsAndTheTestsConfiguration()
    {
        await using var host = await PluginTestHost.StartAsync(TestHosts.OptionsOf(TestHosts.Endpoints).Configure("Fixture:Greeting", "ahoy"));

        Assert.StartsWith("ahoy 5 ", await host.Client.GetStringAsync(new Uri("/fixture/hello", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(new PluginTestStatus(TestHosts.Endpoints, "0.1.0", 1, "Running", null, null), host.Plugin(TestHosts.Endpoints));
        Assert.Contains(host.Log.Of(TestHosts.Endpoints), entry => entry is { Level: LogLevel.Information, Message: "Greeting ahoy 1 times" });
    }

    [Fact]
    public async Task StartAsync_NoFolderNamed_RunsEveryStagedPlugin()
    {
        await using var host = await PluginTestHost.StartAsync();

        Assert.Equal([TestHosts.Endpoints, TestHosts.Leaking, TestHosts.Security], host.Plugins.Select(plugin => plugin.Id));
    }

    [Fact]
    public async Task StartAsync_OptionOutOfRange_SaysWhich()
    {
        var options = TestHosts.OptionsOf(TestHosts.Endpoints).Configure("Fixture:Number", "11");

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(options));

        Assert.Equal("configuration-invalid", exception.Code);
        Assert.Contains("Number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_SectionOfNobody_IsAMistake()
    {
        var options = TestHosts.OptionsOf(TestHosts.Endpoints).Configure("Fixtuer:Number", "1");

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(options));

        Assert.Contains("Fixtuer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_PluginThatCannotRunAllowed_ShowsWhy()
    {
        var options = TestHosts.OptionsOf(TestHosts.Endpoints).Configure("Fixture:Number", "11");
        options.MustRun = false;

        await using var host = await PluginTestHost.StartAsync(options);

        Assert.Equal(("Faulted", "configuration-invalid"), (host.Plugin(TestHosts.Endpoints).State, host.Plugin(TestHosts.Endpoints).Code));
    }

    [Fact]
    public async Task StartAsync_FolderWithoutPlugin_SaysSo()
    {
        var options = new PluginTestHostOptions();
        options.PluginFolders.Add(AppContext.BaseDirectory);

        var exception = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => PluginTestHost.StartAsync(options));

        Assert.Contains("plugin.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provide_Authenticator_IsAskedByTheHost()
    {
        await using var host = await PluginTestHost.StartAsync(TestHosts.OptionsOf(TestHosts.Endpoints).Provide<IAuthenticator>(new FakeAuthenticator()));

        Assert.Equal("tester", await host.Client.GetStringAsync(new Uri("/fixture/caller", UriKind.Relative)));
    }

    [Fact]
    public async Task Provide_Nobody_EndpointsForKnownCallersFailClosed()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Endpoints);

        using var response = await host.Client.GetAsync(new Uri("/fixture/caller", UriKind.Relative));

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Provide_NoContractOfTheSdk_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new PluginTestHostOptions().Provide<IDisposable>(new MemoryStream()));

    [Fact]
    public async Task UseAsync_CapabilityOfThePlugin_IsTheRealOne()
    {
        var options = TestHosts.OptionsOf(TestHosts.Security);
        options.InsecureDevelopment = true;
        await using var host = await PluginTestHost.StartAsync(options);

        var issued = await host.UseAsync<ITokenIssuer, string?>(async issuer =>
            (await issuer.IssueAsync(new TokenRequest("bench", "secret"), CancellationToken.None)).AccessToken);

        Assert.Equal("token-for-bench", issued);
    }

    [Fact]
    public async Task UseAsync_NobodyProvides_Throws()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Endpoints);

        await Assert.ThrowsAsync<PluginUnavailableException>(() => host.UseAsync<ITokenIssuer>(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task ReplaceAsync_SameBuild_ServesTheNextPatchVersion()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Endpoints);

        var replacement = await host.ReplaceAsync(TestHosts.Endpoints);

        Assert.Equal((TestHosts.Endpoints, "0.1.1", 2, 0), (replacement.Id, replacement.Version, replacement.Generation, replacement.Unfinished));
        Assert.Equal("plugin:test.endpoints@0.1.1#2", await host.Client.GetStringAsync(new Uri("/fixture/context", UriKind.Relative)));
        Assert.Equal(1, host.Metrics.Sum("modular.plugin.replacements"));
    }

    [Fact]
    public async Task ReplaceAsync_AnotherPluginsFolder_IsRefused()
    {
        await using var host = await TestHosts.StartAsync(TestHosts.Endpoints);

        var exception = await Assert.ThrowsAsync<PluginTestException>(() =>
            host.ReplaceAsync(TestHosts.Endpoints, StagedPlugins.Find(TestHosts.Security)));

        Assert.Equal("id-mismatch", exception.Code);
    }
}
