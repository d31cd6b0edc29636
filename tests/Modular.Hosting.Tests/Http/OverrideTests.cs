using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

/// <summary>Plugins that lie over endpoints of another one, over real HTTP.</summary>
public sealed class OverrideTests : IDisposable
{
    private const string Fixture = "test.overrides";
    private const string First = "test.first";
    private const string Second = "test.second";
    private const string Endpoints = "test.endpoints";
    private const string Security = "test.security";
    private readonly PluginRoot _root = new(Endpoints, Security);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Get_Wrapped_RunsTheWrapperAndThenTheInnerInItsOwnPlugin()
    {
        Add(First);
        await using var server = await TestServer.StartAsync(_root);

        var (status, body, wrapped) = await GetAsync(server, "/fixture/hello");

        Assert.Equal((200, "default 5 scoped", "test.first@0.1.0#1"), (status, body, wrapped));
        Assert.Contains(server.Log.Lines, static line => line.Contains("The wrapped endpoint answered 200", StringComparison.Ordinal));
        Assert.Equal((200, "scoped 7"), ((await GetAsync(server, "/fixture/generated/7")).Status, (await GetAsync(server, "/fixture/generated/7")).Body));
    }

    [Theory]
    [InlineData(0, 0, "test.first@0.1.0#1,test.second@0.1.0#1")]
    [InlineData(2, 1, "test.second@0.1.0#1,test.first@0.1.0#1")]
    [InlineData(-1, 0, "test.first@0.1.0#1,test.second@0.1.0#1")]
    public async Task Get_WrappedTwice_GoesThroughBothByOrderThenIdentifier(int first, int second, string expected)
    {
        Add(First, order: first);
        Add(Second, order: second);
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal((200, expected), ((await GetAsync(server, "/fixture/hello")).Status, (await GetAsync(server, "/fixture/hello")).Wrapped));
    }

    [Fact]
    public async Task Get_Replaced_TheOtherIsNotAskedAndCannotBe()
    {
        Add(First, "replace");
        await using var server = await TestServer.StartAsync(_root);

        var (status, body, _) = await GetAsync(server, "/fixture/hello");

        Assert.Equal(200, status);
        Assert.StartsWith("test.first: The endpoint wraps none", body, StringComparison.Ordinal);
        Assert.Equal(200, (await GetAsync(server, "/fixture/context")).Status);
    }

    [Fact]
    public async Task Get_ReplacedAndWrapped_TheWrapperWrapsTheReplacement()
    {
        Add(First, "replace");
        Add(Second);
        await using var server = await TestServer.StartAsync(_root);

        var (_, body, wrapped) = await GetAsync(server, "/fixture/hello");

        Assert.StartsWith("test.first: ", body, StringComparison.Ordinal);
        Assert.Equal("test.second@0.1.0#1", wrapped);
    }

    [Theory]
    [InlineData("wrap")]
    [InlineData("replace")]
    public async Task Get_OverRouteThatNeedsACaller_StillNeedsOne(string mode)
    {
        Add(First, mode);
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(401, (await GetAsync(server, "/fixture/caller")).Status);
        Assert.Equal(403, (await GetAsync(server, "/fixture/caller", "forged")).Status);
        var (status, body, _) = await GetAsync(server, "/fixture/caller", "token-for-ann");
        Assert.Equal(200, status);
        if (mode == "wrap")
        {
            Assert.Equal("ann", body);
        }
    }

    [Fact]
    public async Task Get_WrapperNeedsACaller_TheRouteDoes()
    {
        Add(First, "strict");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(401, (await GetAsync(server, "/fixture/hello")).Status);
        Assert.Equal(200, (await GetAsync(server, "/fixture/hello", "token-for-ann")).Status);
    }

    [Fact]
    public async Task Get_InnerThrows_TheWrapperSeesAnAnswerAndNoException()
    {
        Add(First);
        await using var server = await TestServer.StartAsync(_root);

        var (status, body, _) = await GetAsync(server, "/fixture/throw");

        Assert.Equal(500, status);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, static line => line.Contains("The wrapped endpoint answered 500", StringComparison.Ordinal));
        Assert.Contains(server.Log.Lines, static line => line.Contains("Plugin test.endpoints threw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_InnerInvokedTwice_IsTheWrappersFault()
    {
        Add(First, "twice");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(500, (await GetAsync(server, "/fixture/bare404")).Status);
        Assert.Contains(server.Log.Lines, static line => line.Contains("Plugin test.first threw", StringComparison.Ordinal) && line.Contains("invoked before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_TwoReplaceTheSame_TheSecondFailsAndNamesBoth()
    {
        Add(First, "replace");
        Add(Second, "replace");
        await using var server = await TestServer.StartAsync(_root);

        var failed = Assert.Single(new[] { server.StatusOf(First), server.StatusOf(Second) }, static status => status.State != PluginState.Running);
        Assert.Equal((PluginState.Faulted, PluginReasonCode.RouteDuplicate), (failed.State, failed.Fault?.Code));
        Assert.Contains(First, failed.Fault!.Summary, StringComparison.Ordinal);
        Assert.Contains(Second, failed.Fault.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NotGranted_FailsAndSaysWhat()
    {
        Add(First, "foreign");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal((PluginState.Faulted, PluginReasonCode.RouteNotGranted), (server.StatusOf(First).State, server.StatusOf(First).Fault?.Code));
        Assert.Contains("'overrides' (/fixture)", server.StatusOf(First).Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NobodyMapsTheRoute_ServesNothingAndWarns()
    {
        Add(First, "idle");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(PluginState.Running, server.StatusOf(First).State);
        Assert.Equal(404, (await GetAsync(server, "/fixture/absent")).Status);
        Assert.Contains(server.Log.Lines, static line => line.Contains("test.first lies over GET /fixture/absent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Discover_OverrideOfAHostPath_IsRejected()
    {
        Add(First);
        _root.Edit(First, manifest => manifest["overrides"] = new JsonArray("/health"));
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(PluginReasonCode.RouteInvalid, server.StatusOf(First).Fault?.Code);
    }

    [Theory]
    [InlineData(First, "test.first@0.1.0#2")]
    [InlineData(Endpoints, "test.first@0.1.0#1")]
    public async Task ReplaceAsync_EitherOfTheChain_TheChainStays(string replaced, string wrapped)
    {
        Add(First);
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null((await server.Supervisor.ReplaceAsync(replaced, null, CancellationToken.None)).Fault);

        var answer = await GetAsync(server, "/fixture/hello");
        Assert.Equal((200, "default 5 scoped", wrapped), (answer.Status, answer.Body, answer.Wrapped));
    }

    [Fact]
    public async Task ReplaceAsync_InnerDrainsWhileWrapped_TheWrappedRequestIsCancelledAndAnswered()
    {
        Add(First);
        _root.Edit(Endpoints, manifest => manifest["budgets"]!["drainMilliseconds"] = 50);
        await using var server = await TestServer.StartAsync(_root);
        var slow = await BeginSlowAsync(server);

        Assert.Equal(0, (await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None)).Unfinished);

        var (status, body, _) = await slow.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(503, status);
        Assert.Contains("test.endpoints was replaced before it answered", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_WrapperDrains_TheWrappedRequestEndsWithIt()
    {
        Add(First);
        _root.Edit(First, manifest => manifest["budgets"]!["drainMilliseconds"] = 50);
        await using var server = await TestServer.StartAsync(_root);
        var slow = await BeginSlowAsync(server);

        Assert.Equal(0, (await server.Supervisor.ReplaceAsync(First, null, CancellationToken.None)).Unfinished);

        var (status, body, _) = await slow.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(503, status);
        Assert.Contains("test.first was replaced before it answered", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveAsync_Wrapper_TheRouteIsAsItWas()
    {
        Add(First, "replace");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null(await server.Supervisor.RemoveAsync(First, CancellationToken.None));

        Assert.Equal((200, "default 5 scoped", null), await GetAsync(server, "/fixture/hello"));
    }

    [Fact]
    public async Task RemoveAsync_Owner_NothingIsServed()
    {
        Add(First, "replace");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null(await server.Supervisor.RemoveAsync(Endpoints, CancellationToken.None));

        Assert.Equal(404, (await GetAsync(server, "/fixture/hello")).Status);
    }

    [Fact]
    public async Task Post_MethodReplacedAlone_OthersOfTheRouteStay()
    {
        Add(First, "replace-post");
        await using var server = await TestServer.StartAsync(_root);
        using var content = new StringContent("12345");

        using var posted = await server.Client.PostAsync("/fixture/body", content);

        Assert.StartsWith("test.first: ", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(405, (await GetAsync(server, "/fixture/body")).Status);
    }

    [Fact]
    public async Task OpenApi_OfAnOverride_TakesThePlaceOfTheOthers()
    {
        Add(First);
        Add(Second, order: 1);
        await using var server = await TestServer.StartAsync(_root);

        var paths = JsonNode.Parse((await server.GetAsync("/openapi.json")).Body)!["paths"]!;
        Assert.Equal("Told by test.first", (string?)paths["/fixture/hello"]!["get"]!["summary"]);

        Assert.Null(await server.Supervisor.RemoveAsync(First, CancellationToken.None));
        Assert.Null(await server.Supervisor.RemoveAsync(Second, CancellationToken.None));
        paths = JsonNode.Parse((await server.GetAsync("/openapi.json")).Body)!["paths"]!;
        Assert.Equal("Greets", (string?)paths["/fixture/hello"]!["get"]!["summary"]);
    }

    private void Add(string id, string mode = "wrap", int order = 0) => _root.Add(Fixture, id)
        .Write(id, "plugin.defaults.json", $$"""{ "Override": { "Mode": "{{mode}}", "Order": "{{order}}" } }""");

    private static async Task<Task<(int Status, string Body, string? Wrapped)>> BeginSlowAsync(TestServer server)
    {
        var slow = GetAsync(server, "/fixture/slow");
        var inner = server.Supervisor.Find(Endpoints)!.Current!;
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(() => inner.Leases.Held == 1, TimeSpan.FromSeconds(30))));
        return slow;
    }

    private static async Task<(int Status, string Body, string? Wrapped)> GetAsync(TestServer server, string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        using var response = await server.Client.SendAsync(request);
        var wrapped = response.Headers.TryGetValues("X-Wrapped", out var values) ? string.Join(',', values) : null;
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), wrapped);
    }
}
