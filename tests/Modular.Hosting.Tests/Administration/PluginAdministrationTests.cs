using System.Net;
using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Administration;

public sealed class PluginAdministrationTests : IDisposable
{
    private const string Endpoints = "test.endpoints";
    private const string Security = "test.security";
    private const string Token = "token-for-operator";
    private const string Plugins = "/modular/v1/plugins";
    private readonly PluginRoot _root = new(Endpoints, Security);

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(null, 401)]
    [InlineData("forged", 403)]
    public async Task Get_CallerUnknown_IsRefused(string? token, int status)
    {
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(status, (await server.GetAsync(Plugins, token)).Status);
        Assert.Equal(status, (await server.GetAsync($"{Plugins}/{Security}", token)).Status);
        Assert.Equal(status, (await PostAsync(server, $"{Plugins}/{Security}/replace", token)).Status);
        Assert.Equal(1, server.Supervisor.Find(Security)!.Current!.Identity.Generation);
    }

    [Fact]
    public async Task Post_ForwardedByAProxy_IsRefused()
    {
        await using var server = await TestServer.StartAsync(_root);
        server.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        Assert.Equal(403, (await PostAsync(server, $"{Plugins}/{Security}/replace", Token)).Status);
    }

    [Fact]
    public async Task Get_Plugins_TellsEachWithItsGeneration()
    {
        await using var server = await TestServer.StartAsync(_root);

        var (status, body) = await server.GetAsync(Plugins, Token);

        Assert.Equal(200, status);
        var items = JsonNode.Parse(body)!["items"]!.AsArray();
        Assert.Equal([Endpoints, Security], items.Select(item => (string)item!["id"]!));
        Assert.All(items, item => Assert.Equal(("Running", 1, "T1"), ((string)item!["state"]!, (int)item["generation"]!, (string)item["tier"]!)));
    }

    [Fact]
    public async Task Post_Replace_AnswersAndTheHistoryTellsBoth()
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Security, Security, "0.2.0");

        var (status, body) = await PostAsync(server, $"{Plugins}/{Security}/replace", Token);

        Assert.Equal(200, status);
        var replaced = JsonNode.Parse(body)!;
        Assert.Equal(("0.2.0", 2, 0), ((string)replaced["version"]!, (int)replaced["generation"]!, (int)replaced["unfinished"]!));
        var shown = JsonNode.Parse((await server.GetAsync($"{Plugins}/{Security}", Token)).Body)!;
        Assert.Equal(["0.1.0", "0.2.0"], shown["generations"]!.AsArray().Select(generation => (string)generation!["version"]!));
        Assert.Equal("Running", (string?)shown["generations"]![1]!["state"]);
    }

    [Theory]
    [InlineData("test.absent/replace", 404, "not-found")]
    [InlineData("test.security/replace?version=latest", 400, "bad-request")]
    [InlineData("test.security/replace?version=9.9.9", 409, "version-unknown")]
    public async Task Post_Wrong_AnswersWithTheReason(string path, int status, string code)
    {
        await using var server = await TestServer.StartAsync(_root);

        var (found, body) = await PostAsync(server, $"{Plugins}/{path}", Token);

        Assert.Equal((status, code), (found, (string?)JsonNode.Parse(body)!["vendor_code"]));
    }

    [Fact]
    public async Task Command_ReplaceAndShow_AskTheServer()
    {
        await using var server = await TestServer.StartAsync(_root);
        using var run = new ProgramRun(_root.Path);
        var address = server.Client.BaseAddress!.ToString();
        string[] common = [$"--server={address}", $"--token={Token}", $"--Plugins:Path={_root.Path}"];

        var replaced = await run.RunAsync(["plugin", "replace", Security, .. common]);
        var shown = await run.RunAsync(["plugin", "show", Security, .. common]);
        var absent = await run.RunAsync(["plugin", "show", "test.absent", .. common]);

        Assert.Equal((0, 0, 1), (replaced, shown, absent));
        Assert.Contains("\"generation\":2", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"generations\":[", run.Output, StringComparison.Ordinal);
        Assert.Contains("404 not-found", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> PostAsync(TestServer server, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Version = HttpVersion.Version11 };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var response = await server.Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
