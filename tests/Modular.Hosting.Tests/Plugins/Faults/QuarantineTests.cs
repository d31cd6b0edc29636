using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Faults;

public sealed class QuarantineTests : IDisposable
{
    private const string Bad = "test.misbehaving";
    private const string Listener = "test.listener-throws";
    private const string Health = "test.health-throws";
    private const string Never = "--Plugins:Faults:RetrySeconds=0";
    private const string Three = "--Plugins:Faults:Limit=3";
    private readonly PluginRoot _root = new("test.endpoints", "test.security", Bad);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Request_OptionalPluginThrowsTooOften_IsQuarantinedUntilItIsReleased()
    {
        await using var server = await TestServer.StartAsync(_root, Never, Three);
        for (var time = 1; time <= 3; time++)
        {
            Assert.Equal(PluginState.Running, server.StatusOf(Bad).State);
            Assert.Equal(500, await PostAsync(server, "/misbehaving/throw"));
        }

        var status = server.StatusOf(Bad);
        Assert.Equal((PluginState.Quarantined, PluginReasonCode.TooManyFaults), (status.State, status.Fault?.Code));
        Assert.Contains("3 times within 60 s", status.Fault!.Summary, StringComparison.Ordinal);
        await WaitAsync(() => server.Supervisor.Find(Bad)!.Current is null);
        Assert.Equal(503, (await server.GetAsync("/misbehaving")).Status);
        Assert.Equal(204, (await server.GetAsync("/health/ready")).Status);

        Assert.Equal(200, await PostAsync(server, $"/modular/v1/plugins/{Bad}/release", "token-for-operator"));
        Assert.Equal((200, "served"), await server.GetAsync("/misbehaving"));
        Assert.Equal(2, server.Supervisor.Find(Bad)!.Current!.Identity.Generation);
    }

    [Fact]
    public async Task Request_RequiredPluginThrowsTooOften_ServesOn()
    {
        _root.Edit(Bad, manifest => manifest["required"] = true);
        await using var server = await TestServer.StartAsync(_root, Never, Three);

        for (var time = 1; time <= 10; time++)
        {
            Assert.Equal(500, await PostAsync(server, "/misbehaving/throw"));
        }

        Assert.Equal((200, "served"), await server.GetAsync("/misbehaving"));
    }

    [Fact]
    public async Task Quarantine_OptionalPlugin_IsTriedAgainByItself()
    {
        await using var server = await TestServer.StartAsync(_root, "--Plugins:Faults:RetrySeconds=1", Three);

        Escape(server);

        Assert.Equal(PluginState.Quarantined, server.StatusOf(Bad).State);
        Assert.Contains("tried again in 1 s", server.StatusOf(Bad).Fault!.Summary, StringComparison.Ordinal);
        await WaitAsync(() => server.StatusOf(Bad).State == PluginState.Running);
        Assert.Equal((200, "served"), await server.GetAsync("/misbehaving"));
    }

    [Fact]
    public async Task Quarantine_PinnedPlugin_StaysOutAndReleaseSaysWhy()
    {
        _root.Edit(Bad, manifest => manifest["tier"] = "T0");
        await using var server = await TestServer.StartAsync(_root, "--Plugins:Faults:RetrySeconds=1");

        Escape(server);

        Assert.DoesNotContain("tried again", server.StatusOf(Bad).Fault!.Summary, StringComparison.Ordinal);
        Assert.Equal(409, await PostAsync(server, $"/modular/v1/plugins/{Bad}/release", "token-for-operator"));
        Assert.Equal(PluginState.Quarantined, server.StatusOf(Bad).State);
    }

    [Fact]
    public async Task Quarantine_RequiredPlugin_MakesTheServerUnreadyAndSaysWhy()
    {
        _root.Edit(Bad, manifest => manifest["required"] = true);
        await using var server = await TestServer.StartAsync(_root, Never);

        Escape(server);

        Assert.Equal(503, (await server.GetAsync("/health/ready")).Status);
        var health = JsonNode.Parse((await server.GetAsync("/health")).Body)!;
        Assert.Equal($"The required plugin {Bad} does not run (Quarantined).", (string?)health["components"]![0]!["detail"]);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task Quarantine_RestartOfTheServer_TriesAgain()
    {
        await using (var server = await TestServer.StartAsync(_root, Never))
        {
            Escape(server);
        }

        await using var next = await TestServer.StartAsync(_root, Never);

        Assert.Equal(PluginState.Running, next.StatusOf(Bad).State);
        Assert.Equal(PluginReasonCode.Unhandled, Assert.Single(next.Runtime.Faults.Marks.Read(Bad).Incidents).Code);
    }

    [Fact]
    public async Task Show_PluginWithIncidents_TellsThem()
    {
        await using var server = await TestServer.StartAsync(_root, Never);
        Assert.Equal(500, await PostAsync(server, "/misbehaving/throw"));

        var shown = JsonNode.Parse((await server.GetAsync($"/modular/v1/plugins/{Bad}", "token-for-operator")).Body)!;

        var incident = Assert.Single(shown["incidents"]!.AsArray());
        Assert.Equal(PluginReasonCode.CallFailed, (string?)incident!["code"]);
        Assert.Contains("UndescribableException", (string?)incident["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_ContributorThrows_IsCountedAndQuarantined()
    {
        _root.Add(Bad, Health).Edit(Health, manifest => manifest["routes"] = new JsonArray("/health-throws"));
        await using var server = await TestServer.StartAsync(_root, Never, Three, "--Misbehave:OwnPath=true");

        for (var time = 1; time <= 3; time++)
        {
            var health = JsonNode.Parse((await server.GetAsync("/health")).Body)!;
            Assert.Equal("Failed", (string?)health["status"]);
        }

        Assert.Equal(PluginState.Quarantined, server.StatusOf(Health).State);
        Assert.Equal(204, (await server.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task ChangeHandler_Throws_IsCountedAndOthersAreTold()
    {
        _root.Add(Bad, Listener).Edit(Listener, manifest => manifest["routes"] = new JsonArray("/listener-throws"));
        await using var server = await TestServer.StartAsync(_root, Never, "--Plugins:Faults:Limit=1", "--Misbehave:OwnPath=true");

        await server.Supervisor.ReplaceAsync("test.security", null, CancellationToken.None);

        await WaitAsync(() => server.StatusOf(Listener).State == PluginState.Quarantined);
        Assert.Equal((200, "alice"), await server.GetAsync("/fixture/caller", "token-for-alice"));
    }

    [Fact]
    public async Task Start_ThrowsWhatCannotBeDescribed_IsFaulted()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-undescribable-at-start");

        Assert.Equal((PluginState.Faulted, PluginReasonCode.StartFailed), (server.StatusOf(Bad).State, server.StatusOf(Bad).Fault?.Code));
    }

    private static void Escape(TestServer server) => server.Runtime.Faults.Monitor.Report(
        server.Supervisor.Find(Bad)!.Current!.Identity,
        new PluginFault(PluginReasonCode.Unhandled, "It escaped.", string.Empty, DateTimeOffset.UtcNow),
        FaultCause.Escaped);

    private static async Task<int> PostAsync(TestServer server, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static async Task WaitAsync(Func<bool> condition) =>
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60))));
}
