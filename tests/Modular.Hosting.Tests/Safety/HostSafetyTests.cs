using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Safety;

public sealed class HostSafetyTests : IDisposable
{
    private const string Guard = "test.misbehaving";
    private readonly PluginRoot _root = new("test.endpoints", Guard);

    public HostSafetyTests() => _root.Edit(Guard, manifest => (manifest["kind"], manifest["required"]) = ("safety", true));

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task SafeState_SafetyPluginIsLost_IsToldAndOverWhenItRunsAgain()
    {
        await using var server = await TestServer.StartAsync(_root, "--Plugins:Faults:RetrySeconds=0");
        await WaitForAsync(server, static told => told.StartsWith("False", StringComparison.Ordinal));
        Assert.Equal("Up", await FindPartAsync(server, "status"));
        var before = (await TellAsync(server)).Split(' ')[1];

        server.Runtime.Faults.Monitor.Report(
            server.Supervisor.Find(Guard)!.Current!.Identity,
            new PluginFault(PluginReasonCode.Unhandled, "It escaped.", string.Empty, DateTimeOffset.UtcNow),
            FaultCause.Escaped);

        await WaitForAsync(server, told => told.StartsWith("True", StringComparison.Ordinal) && told.Split(' ')[1] != before);
        Assert.EndsWith($"The safety plugin {Guard} does not run (Quarantined).", await TellAsync(server), StringComparison.Ordinal);
        Assert.Equal("Failed", await FindPartAsync(server, "status"));
        Assert.Contains(Guard, await FindPartAsync(server, "detail"), StringComparison.Ordinal);
        Assert.Equal(503, (await server.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);

        Assert.Null(await server.Supervisor.ReleaseAsync(Guard, CancellationToken.None));
        await WaitForAsync(server, static told => told.StartsWith("False", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SafeState_SafetyPluginFailsToStart_IsSafe()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-at-start");

        Assert.Equal($"True 0 The safety plugin {Guard} does not run (Faulted).", await TellAsync(server));
    }

    [Fact]
    public async Task SafeState_SafetyPluginIsRemoved_IsSafe()
    {
        await using var server = await TestServer.StartAsync(_root);

        Assert.Null(await server.Supervisor.RemoveAsync(Guard, CancellationToken.None));
        server.Runtime.Faults.Safety.Update();

        Assert.True(server.Runtime.Faults.Safety.IsSafeState);
        Assert.Equal($"The safety plugin {Guard} is not there.", server.Runtime.Faults.Safety.Reason);
    }

    [Fact]
    public async Task SafeState_DemandedByTheOperatorAndAbsent_IsSafe()
    {
        using var root = new PluginRoot("test.endpoints");
        await using var server = await TestServer.StartAsync(root, "--Plugins:Safety:0=acme.safety");

        Assert.Equal("True 0 The safety plugin acme.safety is not there.", await TellAsync(server));
    }

    [Fact]
    public async Task SafeState_OptionalSafetyPluginFails_IsNotSafe()
    {
        _root.Edit(Guard, manifest => manifest["required"] = false);
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=throw-at-start");

        Assert.StartsWith("False", await TellAsync(server), StringComparison.Ordinal);
    }

    private static async Task<string> TellAsync(TestServer server) => (await server.GetAsync("/fixture/safety")).Body;

    private static async Task<string?> FindPartAsync(TestServer server, string member)
    {
        var health = JsonNode.Parse((await server.GetAsync("/health")).Body)!;
        return (string?)health["components"]!.AsArray().Single(static part => (string?)part!["name"] == "safety")![member];
    }

    private static async Task WaitForAsync(TestServer server, Predicate<string> isMeant)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isMeant(await TellAsync(server)))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
