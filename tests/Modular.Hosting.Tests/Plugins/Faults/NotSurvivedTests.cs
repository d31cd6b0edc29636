using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Faults;

public sealed class NotSurvivedTests : IDisposable
{
    private const string Bad = "test.misbehaving";
    private readonly PluginRoot _root = new("test.endpoints", Bad);

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("tier", "T0")]
    [InlineData("kind", "safety")]
    public async Task Escape_PluginNobodyGoesOnWithout_EndsTheProcessAndIsKeptOutAtTheNextStart(string key, string value)
    {
        _root.Edit(Bad, manifest => manifest[key] = value);
        await using (var server = await ServerProcess.StartAsync(_root))
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Client.PostAsync("/misbehaving/thread", null));
            await server.WaitForDeathAsync();
            Assert.Contains($"An exception escaped from {Bad}@0.1.0#1, and the process ends", server.Output, StringComparison.Ordinal);
        }

        await using var next = await TestServer.StartAsync(_root);
        var status = next.StatusOf(Bad);
        Assert.Equal(("Quarantined", PluginReasonCode.ProcessKilled), (status.State.ToString(), status.Fault?.Code));
        Assert.Equal(200, (await next.GetAsync("/fixture/hello")).Status);
    }
}
