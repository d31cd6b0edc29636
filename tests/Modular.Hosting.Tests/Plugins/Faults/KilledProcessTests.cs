using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Faults;

public sealed class KilledProcessTests : IDisposable
{
    private const string Bad = "test.misbehaving";
    private const string Good = "test.security";
    private readonly PluginRoot _root = new(Good, Bad);

    // So that the other one runs, and is above suspicion, before this one starts.
    public KilledProcessTests() => _root.Edit(Bad, manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Security.IAuthenticator"));

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("fail-fast-at-start")]
    [InlineData("overflow-at-start")]
    public async Task Start_PluginKilledTheLastRun_IsKeptOutUntilItIsReleased(string mode)
    {
        await ServerProcess.RunToDeathAsync(_root, $"--Misbehave:Mode={mode}");

        await using (var next = await ServerProcess.StartAsync(_root, $"--Misbehave:Mode={mode}"))
        {
            var trouble = await next.FindTroubleAsync(Bad, static _ => true);
            Assert.Equal(("Quarantined", PluginReasonCode.ProcessKilled), ((string?)trouble["state"], (string?)trouble["code"]));
            Assert.Contains($"modular plugin release {Bad}", (string?)trouble["reason"], StringComparison.Ordinal);
            Assert.Equal(204, (int)(await next.Client.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(503, (int)(await next.Client.GetAsync("/misbehaving")).StatusCode);
        }

        using var run = new ProgramRun(_root.Path);
        Assert.Equal(0, await run.RunAsync("plugin", "list", $"--Plugins:Path={_root.Path}"));
        Assert.Contains("Quarantined", run.Output, StringComparison.Ordinal);
        Assert.Contains(PluginReasonCode.ProcessKilled, run.Output, StringComparison.Ordinal);

        Assert.Equal(0, await run.RunAsync("plugin", "release", Bad, $"--Plugins:Path={_root.Path}"));
        await using var released = await ServerProcess.StartAsync(_root);
        Assert.Equal(200, (int)(await released.Client.GetAsync("/misbehaving")).StatusCode);
    }

    [Fact]
    public async Task Start_AnotherVersionIsInstalled_IsLetIn()
    {
        await ServerProcess.RunToDeathAsync(_root, "--Misbehave:Mode=fail-fast-at-start");
        _root.Add(Bad, Bad, "0.2.0");

        await using var next = await TestServer.StartAsync(_root);

        Assert.Equal("Running", next.StatusOf(Bad).State.ToString());
        Assert.Null(new PluginMemoryStore($"{_root.Path}/.data").Read(Bad).Quarantine);
    }
}
