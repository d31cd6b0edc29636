using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

/// <summary>What becomes of an answer that has begun when its plugin is replaced.</summary>
public sealed class StreamDrainTests : IDisposable
{
    private const string Endpoints = "test.endpoints";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PluginRoot _root = new(Endpoints);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ReplaceAsync_StreamHasBegun_EndsAtOnceAndInOrder()
    {
        await using var server = await TestServer.StartAsync(_root);
        using var stream = await BeginAsync(server, "/fixture/stream");

        // The drain budget is ten seconds; a stream is not waited for.
        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(8));

        Assert.Equal((PluginReplacementOutcome.Replaced, 0), (replacement.Outcome, replacement.Unfinished));
        Assert.Equal("begun", await stream.Content.ReadAsStringAsync().WaitAsync(Patience));
        using var again = await BeginAsync(server, "/fixture/stream");
        Assert.Equal(2, server.Supervisor.Find(Endpoints)!.Current!.Identity.Generation);
    }

    [Fact]
    public async Task ReplaceAsync_AnswerHasBegunAndHeedsItsToken_IsCutAfterTheBudgetSoThatNobodyTakesTheHalfForTheWhole()
    {
        _root.Edit(Endpoints, manifest => manifest["budgets"]!["drainMilliseconds"] = 50);
        await using var server = await TestServer.StartAsync(_root);
        using var download = await BeginAsync(server, "/fixture/download");

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None).WaitAsync(Patience);

        Assert.Equal((PluginReplacementOutcome.Replaced, 0), (replacement.Outcome, replacement.Unfinished));
        await Assert.ThrowsAsync<HttpRequestException>(() => download.Content.ReadAsStringAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task ReplaceAsync_AnswerHasBegunAndHeedsNothing_ItsConnectionIsBroken()
    {
        _root.Edit(Endpoints, manifest => manifest["budgets"]!["drainMilliseconds"] = 50);
        await using var server = await TestServer.StartAsync(_root);
        using var deaf = await BeginAsync(server, "/fixture/deaf");

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None).WaitAsync(Patience);

        Assert.Equal((PluginReplacementOutcome.Replaced, 1), (replacement.Outcome, replacement.Unfinished));
        await Assert.ThrowsAsync<HttpRequestException>(() => deaf.Content.ReadAsStringAsync().WaitAsync(Patience));
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    private static async Task<HttpResponseMessage> BeginAsync(TestServer server, string path)
    {
        var response = await server.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        return response;
    }
}
