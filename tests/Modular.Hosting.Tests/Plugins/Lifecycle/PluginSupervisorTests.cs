using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public sealed class PluginSupervisorTests : IDisposable
{
    private const string Bad = "test.misbehaving";
    private readonly PluginRoot _root = new("test.endpoints", Bad);

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("throw-at-load", nameof(PluginState.Faulted), PluginReasonCode.LoadFailed)]
    [InlineData("hang-at-load", nameof(PluginState.Hung), PluginReasonCode.LoadTimeout)]
    [InlineData("unresolvable", nameof(PluginState.Faulted), PluginReasonCode.LoadFailed)]
    [InlineData("throw-at-start", nameof(PluginState.Faulted), PluginReasonCode.StartFailed)]
    [InlineData("hang-at-start", nameof(PluginState.Hung), PluginReasonCode.StartTimeout)]
    [InlineData("foreign-route", nameof(PluginState.Faulted), PluginReasonCode.RouteNotGranted)]
    [InlineData("duplicate-route", nameof(PluginState.Faulted), PluginReasonCode.RouteDuplicate)]
    [InlineData("undeclared-capability", nameof(PluginState.Faulted), PluginReasonCode.CapabilityUndeclared)]
    public async Task StartAsync_OptionalPluginFails_IsReportedAndTheRestServes(string mode, string state, string code)
    {
        await using var server = await TestServer.StartAsync(_root, $"--Misbehave:Mode={mode}");

        var status = server.StatusOf(Bad);
        Assert.Equal((state, code), (status.State.ToString(), status.Fault?.Code));
        Assert.NotEmpty(status.Fault!.Summary);
        Assert.Equal(PluginState.Running, server.StatusOf("test.endpoints").State);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
        Assert.Equal(204, (await server.GetAsync("/health/ready")).Status);
        var health = JsonNode.Parse((await server.GetAsync("/health")).Body)!;
        Assert.Equal("Up", (string?)health["status"]);
        Assert.Equal(code, (string?)health["plugins"]![0]!["code"]);
        Assert.Equal(503, (await server.GetAsync("/misbehaving")).Status);
    }

    [Fact]
    public async Task StartAsync_RequiredPluginFails_ServerIsNotReadyButServes()
    {
        _root.Edit(Bad, manifest => manifest["required"] = true);

        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-at-start");

        Assert.Equal(503, (await server.GetAsync("/health/ready")).Status);
        Assert.Equal("Failed", (string?)JsonNode.Parse((await server.GetAsync("/health")).Body)!["status"]);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task StartAsync_Throws_HealthKeepsInternalsFromStrangers()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-at-start");

        Assert.DoesNotContain("thrown while starting", (await server.GetAsync("/health")).Body, StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line.Contains("thrown while starting", StringComparison.Ordinal) && line.Contains("the cause", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_LateButHeedsItsToken_IsFaultedAndCleanedUp()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=late-at-start");

        Assert.Equal((PluginState.Faulted, PluginReasonCode.StartTimeout), (server.StatusOf(Bad).State, server.StatusOf(Bad).Fault?.Code));
        Assert.Null(server.Supervisor.Find(Bad)!.Current);
    }

    [Fact]
    public async Task StartAsync_TwoModules_IsFaultedAndNamesBoth()
    {
        using var root = new PluginRoot("test.two-modules");
        await using var server = await TestServer.StartAsync(root);

        var fault = server.StatusOf("test.two-modules").Fault;
        Assert.Equal(PluginReasonCode.ModuleAmbiguous, fault?.Code);
        Assert.Contains("FirstModule, SecondModule", fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_InvalidOptions_IsFaultedWithEveryFailure()
    {
        await using var server = await TestServer.StartAsync(_root, "--Fixture:Number=99");

        var fault = server.StatusOf("test.endpoints").Fault;
        Assert.Equal(PluginReasonCode.ConfigurationInvalid, fault?.Code);
        Assert.Contains("Number", fault!.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("1e99")]
    [InlineData("99999999999")]
    public async Task StartAsync_OptionOfTheWrongType_IsInvalidConfigurationAndNamesThePath(string number)
    {
        await using var server = await TestServer.StartAsync(_root, $"--Fixture:Number={number}");

        var fault = server.StatusOf("test.endpoints").Fault;
        Assert.Equal(PluginReasonCode.ConfigurationInvalid, fault?.Code);
        Assert.Contains("Fixture:Number", fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_RequirementMissing_WaitsWithReason()
    {
        _root.Edit("test.endpoints", manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));

        await using var server = await TestServer.StartAsync(_root);

        var status = server.StatusOf("test.endpoints");
        Assert.Equal((PluginState.Waiting, PluginReasonCode.RequirementMissing), (status.State, status.Fault?.Code));
        Assert.Contains("IDemoVehicle", status.Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_RequirementFaulted_WaitsAndNamesTheProvider()
    {
        _root.Edit("test.endpoints", manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));
        _root.Edit(Bad, manifest => manifest["provides"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));

        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(PluginReasonCode.CapabilityMissing, server.StatusOf(Bad).Fault?.Code);
        Assert.Contains($"{Bad} provides it but is Faulted", server.StatusOf("test.endpoints").Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Circle_BothWait()
    {
        _root.Edit("test.endpoints", manifest => (manifest["provides"], manifest["requires"]) = (new JsonArray("A"), new JsonArray("B")));
        _root.Edit(Bad, manifest => (manifest["provides"], manifest["requires"]) = (new JsonArray("B"), new JsonArray("A")));

        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(PluginReasonCode.RequirementCircle, server.StatusOf(Bad).Fault?.Code);
        Assert.Contains($"test.endpoints -> {Bad} -> test.endpoints", server.StatusOf("test.endpoints").Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_RouteOfAnotherPlugin_IsFaultedAndNamesBoth()
    {
        using var root = new PluginRoot(Bad).Add(Bad, "test.twin");
        await using var server = await TestServer.StartAsync(root);

        var faults = new[] { server.StatusOf(Bad), server.StatusOf("test.twin") }.Select(status => status.Fault).OfType<PluginFault>().ToList();
        var fault = Assert.Single(faults);
        Assert.Equal(PluginReasonCode.RouteDuplicate, fault.Code);
        Assert.Contains(Bad, fault.Summary, StringComparison.Ordinal);
        Assert.Contains("test.twin", fault.Summary, StringComparison.Ordinal);
        Assert.Equal(200, (await server.GetAsync("/misbehaving")).Status);
    }

    [Fact]
    public async Task StartAsync_Disabled_IsLeftAlone()
    {
        await using var server = await TestServer.StartAsync(_root, $"--Plugins:Disabled:0={Bad}", "--Misbehave:Mode=throw-at-load");

        Assert.Equal(PluginState.Disabled, server.StatusOf(Bad).State);
        Assert.DoesNotContain("plugins", (await server.GetAsync("/health")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_BackgroundWorkThrows_PluginIsFaultedAndUnpublished()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-in-background");

        Assert.True(SpinWait.SpinUntil(() => server.StatusOf(Bad).State == PluginState.Faulted, TimeSpan.FromSeconds(10)));
        Assert.Equal(PluginReasonCode.BackgroundFailed, server.StatusOf(Bad).Fault?.Code);
        await server.StopAsync();
        Assert.Null(server.Supervisor.Find(Bad)!.Current);
    }

    [Theory]
    [InlineData("hang-at-stop", nameof(PluginState.Hung))]
    [InlineData("throw-at-stop", nameof(PluginState.Unloaded))]
    public async Task StopAsync_PluginFails_OthersStopAndTheHostGoesOn(string mode, string state)
    {
        await using var server = await TestServer.StartAsync(_root, $"--Misbehave:Mode={mode}");

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(state, server.StatusOf(Bad).State.ToString());
        Assert.Equal(PluginState.Unloaded, server.StatusOf("test.endpoints").State);
        Assert.Contains(server.Log.Lines, line => line.Contains("did not stop in order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RemoveAsync_HangsAtStop_IsHungWithItsReasonAndTheServerServes()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=hang-at-stop");
        var slot = server.Supervisor.Find(Bad)!;

        await server.Supervisor.RemoveAsync(Bad, CancellationToken.None);

        Assert.Equal((PluginState.Hung, PluginReasonCode.StopTimeout), (slot.Status.State, slot.Status.Fault?.Code));
        Assert.NotEmpty(slot.Status.Fault!.Summary);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task Quarantine_HangsAtStop_IsQuarantinedAndTheServerServes()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=hang-at-stop", "--Plugins:Faults:RetrySeconds=0");

        server.Runtime.Faults.Monitor.Hung(server.Supervisor.Find(Bad)!.Current!.Identity, "testing", TimeSpan.FromSeconds(1));

        Assert.Equal(PluginState.Quarantined, server.StatusOf(Bad).State);
        Assert.True(SpinWait.SpinUntil(() => server.Log.Lines.Any(line => line.Contains("did not stop in order", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
        Assert.Equal(503, (await server.GetAsync("/misbehaving")).Status);
    }

    [Fact]
    public async Task StopAsync_WhilePluginsStart_EndsAtOnce()
    {
        _root.Edit(Bad, manifest => manifest["budgets"]!["startMilliseconds"] = 60_000);
        await using var server = await TestServer.ListenAsync(_root, "--Misbehave:Mode=late-at-start");
        var starting = server.StartPluginsAsync();
        Assert.True(SpinWait.SpinUntil(() => server.StatusOf(Bad).State == PluginState.Starting, TimeSpan.FromSeconds(10)));

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));
        await starting.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(PluginState.Unloaded, server.StatusOf(Bad).State);
    }
}
