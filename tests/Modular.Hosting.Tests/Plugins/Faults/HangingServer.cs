using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Faults;

/// <summary>One real process with a plugin for every way not to return: their threads are lost, and not those of the tests.</summary>
public sealed class HangingServer : IAsyncLifetime, IDisposable
{
    private const string Fixture = "test.misbehaving";
    private const string Authenticator = "test.authenticator";
    private readonly PluginRoot _root = new("test.endpoints");
    private ServerProcess? _process;

    internal ServerProcess Process => _process!;

    /// <summary>Answers to requests that never return, by the name of what is asked; all are asked at once, so that all hang at once.</summary>
    internal IReadOnlyDictionary<string, Task<HttpResponseMessage>> Answers { get; private set; } = new Dictionary<string, Task<HttpResponseMessage>>();

    public async Task InitializeAsync()
    {
        foreach (var name in (string[])["never", "block", "required", "sink", "health-blocks", "listener-blocks"])
        {
            Add($"test.{name}");
        }

        Add(Authenticator).Edit(Authenticator, manifest => manifest["provides"] = new JsonArray("Modular.Sdk.Security.IAuthenticator"));
        _root.Edit("test.sink", manifest => manifest["provides"] = new JsonArray("Modular.Sdk.Logging.ILogSink"));
        _root.Edit("test.required", manifest => manifest["required"] = true);
        _root.Edit(Authenticator, manifest => manifest["required"] = true);
        _root.Edit("test.health-blocks", manifest => manifest["required"] = true);
        _process = await ServerProcess.StartAsync(
            _root,
            "--Misbehave:OwnPath=true",
            "--Server:RequestTimeoutSeconds=2",
            "--Plugins:Faults:AuthenticationSeconds=1",
            "--Plugins:Faults:RetrySeconds=1");
        Answers = new Dictionary<string, Task<HttpResponseMessage>>
        {
            ["never"] = Process.Client.PostAsync("/never/never", null),
            ["block"] = Process.Client.PostAsync("/block/block", null),
            ["required"] = Process.Client.PostAsync("/required/block", null),
            ["authenticator never"] = AskAsync("never"),
            ["authenticator block"] = AskAsync("block"),
        };
    }

    public async Task DisposeAsync()
    {
        foreach (var answer in Answers.Values)
        {
            (await answer).Dispose();
        }

        await Process.DisposeAsync();
    }

    public void Dispose() => _root.Dispose();

    internal Task<HttpResponseMessage> AskAsync(string token) => Process.Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, "/fixture/caller") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } });

    private PluginRoot Add(string id) =>
        _root.Add(Fixture, id).Edit(id, manifest => manifest["routes"] = new JsonArray("/" + id.Split('.')[^1]));
}
