using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Configuration;

/// <summary>Changes of the configuration file while plugins run.</summary>
public sealed class ConfigurationReloadTests : IDisposable
{
    private const string Id = "test.settings";
    private readonly PluginRoot _root = new(Id);

    public ConfigurationReloadTests() => Write("""{ "Settings": { "Name": "first", "Count": 2 } }""");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Write_GoodChange_ReachesMonitorAndSnapshot()
    {
        await using var server = await StartAsync();
        Assert.Equal("first 2", (await server.GetAsync("/settings")).Body);

        Write("""{ "Settings": { "Name": "second", "Count": 3 } }""");

        await WaitAsync(async () => (await server.GetAsync("/settings")).Body == "second 3");
        Assert.Equal("second 3", (await server.GetAsync("/settings/snapshot")).Body);
        Assert.Equal(1, server.Supervisor.Find(Id)!.Current!.Identity.Generation);
        Assert.Null(JsonNode.Parse((await server.GetAsync("/health")).Body)!["configuration"]);
    }

    [Theory]
    [InlineData("""{ "Settings": { "Name": "second", "Count": 99 } }""", "Settings:Count")]
    [InlineData("""{ "Settings": { "Name": "xray", "Count": 3 } }""", "must not begin with x")]
    [InlineData("""{ "Settings": { "Name": "second", "Colour": 3 } }""", "Settings:Colour")]
    [InlineData("""{ "Settings": "second" }""", "Settings")]
    [InlineData("""{ "Strange": { "Name": "second" } }""", "unknown section")]
    [InlineData("""{ "Settings": { "Name": "second" }, "Server": { "RequestTimeoutSeconds": 3 } }""", "restart the server")]
    [InlineData("""{ "Settings": """, "modular.json")]
    public async Task Write_BadChange_KeepsTheLastGoodValueAndSaysSo(string content, string told)
    {
        await using var server = await StartAsync();
        Assert.Equal("first 2", (await server.GetAsync("/settings")).Body);

        Write(content);

        await WaitAsync(async () => JsonNode.Parse((await server.GetAsync("/health")).Body)!["configuration"] is not null);
        Assert.Equal("first 2", (await server.GetAsync("/settings")).Body);
        Assert.Equal("first 2", (await server.GetAsync("/settings/snapshot")).Body);
        Assert.Contains(server.Log.Lines, line => line.Contains("is refused", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal));
        Assert.Equal(204, (await server.GetAsync("/health/ready")).Status);

        Write("""{ "Settings": { "Name": "third", "Count": 4 } }""");
        await WaitAsync(async () => (await server.GetAsync("/settings")).Body == "third 4");
        Assert.Null(JsonNode.Parse((await server.GetAsync("/health")).Body)!["configuration"]);
    }

    [Fact]
    public async Task Write_NotAskedFor_ChangesNothing()
    {
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null(server.ConfigurationWatcher);
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(_root, "--Plugins:WatchConfiguration=true");

    private void Write(string content)
    {
        // Whole at once, as editors do.
        var draft = Path.Combine(_root.Path, "draft");
        File.WriteAllText(draft, content);
        File.Move(draft, Path.Combine(_root.Path, "modular.json"), overwrite: true);
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
