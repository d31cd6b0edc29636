using System.Net;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Testing.Security;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    [Fact]
    public async Task Get_Greeting_ComesFromTheConfiguration()
    {
        await using var host = await PluginTestHost.StartAsync(new PluginTestHostOptions().Configure("SectionToken:Greeting", "ahoy"));

        Assert.Equal("ahoy", await host.Client.GetStringAsync("/route-token"));
    }

    [Fact]
    public async Task Get_Caller_IsWhoTheAuthenticatorSays()
    {
        await using var host = await PluginTestHost.StartAsync(new PluginTestHostOptions().Provide<IAuthenticator>(new FakeAuthenticator()));

        Assert.Equal("hello tester", await host.Client.GetStringAsync("/route-token/caller"));
    }

    [Fact]
    public async Task Get_CallerWithoutAuthenticator_IsRefused()
    {
        await using var host = await PluginTestHost.StartAsync();

        using var response = await host.Client.GetAsync("/route-token/caller");

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task StartAsync_EmptyGreeting_IsInvalid()
    {
        var options = new PluginTestHostOptions().Configure("SectionToken:Greeting", "");

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(options));

        Assert.Equal("configuration-invalid", exception.Code);
    }

    [Fact]
    public async Task Replace_WhileServing_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync();
        Assert.Equal("hello", await host.Client.GetStringAsync("/route-token"));

        await host.ReplaceAsync("plugin-id-token");

        Assert.Equal("hello", await host.Client.GetStringAsync("/route-token"));
        await host.AssertUnloadsAsync();
    }
}
