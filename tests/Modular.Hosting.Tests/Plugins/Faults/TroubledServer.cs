using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Faults;

/// <summary>One real process with a plugin for every way to fail, and one that has to go on serving.</summary>
public sealed class TroubledServer : IAsyncLifetime, IDisposable
{
    private const string Fixture = "test.misbehaving";
    private readonly PluginRoot _root = new("test.endpoints");
    private ServerProcess? _process;

    /// <summary>Identifiers end like this, and paths begin like this.</summary>
    public static readonly string[] Kinds = ["thread", "pool", "async-void", "timer", "finalizer", "unobserved", "early"];

    internal ServerProcess Process => _process!;

    public async Task InitializeAsync()
    {
        foreach (var kind in Kinds)
        {
            _root.Add(Fixture, $"test.{kind}").Edit($"test.{kind}", manifest => manifest["routes"] = new JsonArray($"/{kind}"));
        }

        _process = await ServerProcess.StartAsync(_root, "--Misbehave:OwnPath=true", "--Plugins:Faults:RetrySeconds=0");
    }

    public async Task DisposeAsync() => await Process.DisposeAsync();

    public void Dispose() => _root.Dispose();
}
