using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

/// <summary>Plugins that do not serve and come to serve without a restart, and plugins that are taken away.</summary>
public sealed class PluginRevivalTests : IDisposable
{
    private const string Endpoints = "test.endpoints";
    private const string Vehicle = "test.vehicle";
    private const string Bad = "test.misbehaving";
    private const string Next = "0.2.0";
    private readonly PluginRoot _root = new(Endpoints, Bad);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ReplaceAsync_FaultedByGoodVersion_BringsItUp()
    {
        _root.Write(Bad, "plugin.defaults.json", """{ "Misbehave": { "Mode": "throw-at-start" } }""");
        await using var server = await TestServer.StartAsync(_root);
        Assert.Equal(PluginState.Faulted, server.StatusOf(Bad).State);
        _root.Add(Bad, Bad, Next);

        var replacement = await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None);

        AssertStarted(server, replacement, Bad, Next);
        Assert.Equal(200, (await server.GetAsync("/misbehaving")).Status);
        Assert.Null(JsonNode.Parse((await server.GetAsync("/health")).Body)!["plugins"]);
    }

    [Fact]
    public async Task ReplaceAsync_FaultedInTheBackground_BringsItUp()
    {
        _root.Write(Bad, "plugin.defaults.json", """{ "Misbehave": { "Mode": "throw-in-background" } }""");
        await using var server = await TestServer.StartAsync(_root);
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => server.StatusOf(Bad).State is PluginState.Faulted or PluginState.Quarantined, TimeSpan.FromSeconds(30))));
        _root.Add(Bad, Bad, Next);

        AssertStarted(server, await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None), Bad, Next);
        Assert.Equal(200, (await server.GetAsync("/misbehaving")).Status);
    }

    [Fact]
    public async Task ReplaceAsync_FaultedByVersionThatFailsToo_StaysAndTellsTheNewReason()
    {
        _root.Write(Bad, "plugin.defaults.json", """{ "Misbehave": { "Mode": "throw-at-start" } }""");
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Bad, Bad, Next).Write(Bad, "plugin.defaults.json", """{ "Misbehave": { "Mode": "foreign-route" } }""", Next);

        var replacement = await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Failed, PluginReasonCode.RouteNotGranted), (replacement.Outcome, replacement.Fault?.Code));
        Assert.Equal((PluginState.Faulted, Next), (server.StatusOf(Bad).State, server.StatusOf(Bad).Version));
    }

    [Fact]
    public async Task ReplaceAsync_RejectedByGoodVersion_BringsItUp()
    {
        File.AppendAllText(Path.Combine(_root.FolderOf(Endpoints), "plugin.defaults.json"), " ");
        await using var server = await TestServer.StartAsync(_root);
        Assert.Equal(PluginState.Rejected, server.StatusOf(Endpoints).State);
        _root.Add(Endpoints, Endpoints, Next);

        AssertStarted(server, await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None), Endpoints, Next);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task ReplaceAsync_WhatAnotherWaitsForArrives_BothRun()
    {
        _root.Edit(Endpoints, manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));
        await using var server = await TestServer.StartAsync(_root);
        Assert.Equal((PluginState.Waiting, PluginReasonCode.RequirementMissing), (server.StatusOf(Endpoints).State, server.StatusOf(Endpoints).Fault?.Code));
        _root.Add(Vehicle, Vehicle);

        AssertStarted(server, await server.Supervisor.ReplaceAsync(Vehicle, null, CancellationToken.None), Vehicle, "0.1.0");

        Assert.Equal((PluginState.Running, null), (server.StatusOf(Endpoints).State, server.StatusOf(Endpoints).Fault));
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task ReplaceAsync_WaitingByVersionThatRequiresNothing_BringsItUp()
    {
        _root.Edit(Endpoints, manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Endpoints, Endpoints, Next);

        AssertStarted(server, await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None), Endpoints, Next);
    }

    [Fact]
    public async Task ReplaceAsync_NewPinnedPlugin_IsStarted()
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Vehicle, Vehicle).Edit(Vehicle, manifest => manifest["tier"] = "T0");

        AssertStarted(server, await server.Supervisor.ReplaceAsync(Vehicle, null, CancellationToken.None), Vehicle, "0.1.0");
    }

    [Fact]
    public async Task ReplaceAsync_NewPluginThatIsRejected_IsShownWithItsReason()
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Vehicle, Vehicle).Edit(Vehicle, manifest => manifest["sdk"] = "9.0.0");

        var replacement = await server.Supervisor.ReplaceAsync(Vehicle, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Refused, PluginReasonCode.SdkIncompatible), (replacement.Outcome, replacement.Fault?.Code));
        Assert.Equal(PluginState.Rejected, server.StatusOf(Vehicle).State);
    }

    [Theory]
    [InlineData("test.absent")]
    [InlineData("../test.endpoints")]
    [InlineData("test.endpoints/0.1.0")]
    [InlineData("")]
    public async Task ReplaceAsync_NoSuchFolder_Throws(string id)
    {
        await using var server = await TestServer.StartAsync(_root);

        await Assert.ThrowsAsync<KeyNotFoundException>(() => server.Supervisor.ReplaceAsync(id, null, CancellationToken.None));
    }

    [Fact]
    public async Task RemoveAsync_Running_EndsAndMayComeBack()
    {
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null(await server.Supervisor.RemoveAsync(Endpoints, CancellationToken.None));

        Assert.Null(server.Supervisor.Find(Endpoints));
        Assert.Equal(404, (await server.GetAsync("/fixture/hello")).Status);
        AssertStarted(server, await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None), Endpoints, "0.1.0");
    }

    [Fact]
    public async Task RemoveAsync_AnotherOneRequiresIt_IsRefusedAndNamesIt()
    {
        _root.Add(Vehicle, Vehicle).Edit(Endpoints, manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));
        await using var server = await TestServer.StartAsync(_root);

        var fault = await server.Supervisor.RemoveAsync(Vehicle, CancellationToken.None);

        Assert.Equal(PluginReasonCode.RequirementMissing, fault?.Code);
        Assert.Contains(Endpoints, fault!.Summary, StringComparison.Ordinal);
        Assert.Equal(PluginState.Running, server.StatusOf(Vehicle).State);
    }

    [Fact]
    public async Task RemoveAsync_Pinned_IsRefused()
    {
        _root.Edit(Endpoints, manifest => manifest["tier"] = "T0");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(PluginReasonCode.TierPinned, (await server.Supervisor.RemoveAsync(Endpoints, CancellationToken.None))?.Code);
    }

    private static void AssertStarted(TestServer server, PluginReplacement replacement, string id, string version)
    {
        Assert.Equal((PluginReplacementOutcome.Started, null, version), (replacement.Outcome, replacement.Fault, replacement.Version));
        Assert.Equal((PluginState.Running, version), (server.StatusOf(id).State, server.StatusOf(id).Version));
    }
}
