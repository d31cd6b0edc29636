using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Testing.Plugins;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    [Theory]
    [InlineData(ServiceEffect.Reads, "true", true)]
    [InlineData(ServiceEffect.Restores, "true", true)]
    [InlineData(ServiceEffect.Changes, "true", false)]
    [InlineData(ServiceEffect.Changes, "false", true)]
    public async Task EvaluateAsync_Effect_DecidesByTheConfiguration(ServiceEffect effect, string readOnly, bool expected)
    {
        await using var host = await PluginTestHost.StartAsync(new PluginTestHostOptions().Configure("SectionToken:ReadOnly", readOnly));

        Assert.Equal(expected, await IsAllowedAsync(host, effect));
    }

    [Fact]
    public async Task Replace_WhileAsked_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync();
        Assert.False(await IsAllowedAsync(host, ServiceEffect.Changes));

        await host.ReplaceAsync("plugin-id-token");

        Assert.False(await IsAllowedAsync(host, ServiceEffect.Changes));
        await host.AssertUnloadsAsync();
    }

    private static Task<bool> IsAllowedAsync(PluginTestHost host, ServiceEffect effect)
    {
        var service = new DiagnosticService { ShortName = "Reset", Layer = "Base" };
        var request = new SafetyRequest("ECU", service, effect, new byte[] { 0x11, 0x01 }, Caller: null);
        return host.UseAsync<ISafetyPolicy, bool>(async policy => (await policy.EvaluateAsync(request, CancellationToken.None)).IsAllowed);
    }
}
