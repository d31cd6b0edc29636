using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Tests.Plugins.Faults;

/// <summary>The exceptions which end a .NET process, each in a server which goes on.</summary>
public sealed class EscapedExceptionTests(TroubledServer server) : IClassFixture<TroubledServer>
{
    [Fact]
    public Task Escape_Thread_PluginIsQuarantinedAndTheServerServes() => AssertSurvivedAsync("thread");

    [Fact]
    public Task Escape_PoolWorkItem_PluginIsQuarantinedAndTheServerServes() => AssertSurvivedAsync("pool");

    [Fact]
    public Task Escape_AsyncVoid_PluginIsQuarantinedAndTheServerServes() => AssertSurvivedAsync("async-void");

    [Fact]
    public Task Escape_Timer_PluginIsQuarantinedAndTheServerServes() => AssertSurvivedAsync("timer");

    [Fact]
    public Task Escape_Finalizer_PluginIsQuarantinedAndTheServerServes() => AssertSurvivedAsync("finalizer");

    [Fact]
    public async Task Escape_WhileItStarts_PluginIsQuarantinedWhenItRuns()
    {
        var trouble = await server.Process.FindTroubleAsync("test.early", static _ => true);

        Assert.Equal(("Quarantined", PluginReasonCode.Unhandled), ((string?)trouble["state"], (string?)trouble["code"]));
        await server.Process.FindAsync("Plugin test.early is Quarantined");
        Assert.Equal(503, (int)(await server.Process.Client.GetAsync("/early")).StatusCode);
    }

    [Fact]
    public async Task Escape_UnobservedTask_IsToldAndThePluginServesOn()
    {
        var made = await server.Process.Client.PostAsync("/unobserved/unobserved", null);
        var line = await server.Process.FindAsync("A task of test.unobserved");

        Assert.Equal(200, (int)made.StatusCode);
        Assert.Contains("nobody catches this", line, StringComparison.Ordinal);
        Assert.Equal("served", await server.Process.Client.GetStringAsync("/unobserved"));
    }

    private async Task AssertSurvivedAsync(string kind)
    {
        var made = await server.Process.Client.PostAsync($"/{kind}/{kind}", null);
        var trouble = await server.Process.FindTroubleAsync($"test.{kind}", static _ => true);
        var incident = await server.Process.FindAsync($"escaped from test.{kind}@0.1.0#1");

        await server.Process.FindAsync($"Plugin test.{kind} is Quarantined");
        Assert.Equal(200, (int)made.StatusCode);
        Assert.Equal(("Quarantined", PluginReasonCode.Unhandled), ((string?)trouble["state"], (string?)trouble["code"]));
        Assert.Contains("InvalidOperationException", (string?)trouble["reason"], StringComparison.Ordinal);
        Assert.DoesNotContain("nobody catches this", (string?)trouble["reason"], StringComparison.Ordinal);
        Assert.Contains("nobody catches this", incident, StringComparison.Ordinal);
        Assert.Equal(503, (int)(await server.Process.Client.GetAsync($"/{kind}")).StatusCode);
        Assert.Equal(200, (int)(await server.Process.Client.GetAsync("/fixture/hello")).StatusCode);
        Assert.Equal(204, (int)(await server.Process.Client.GetAsync("/health/ready")).StatusCode);
        Assert.True(server.Process.IsRunning);
    }
}
