using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public sealed class PluginReplaceTests : IDisposable
{
    private const string Endpoints = "test.endpoints";
    private const string Bad = "test.misbehaving";
    private const string Next = "0.2.0";
    private const string GoingBack = $"--Plugins:Trust:AllowDowngrade:0={Endpoints}";
    private readonly PluginRoot _root = new(Endpoints, Bad);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ReplaceAsync_HigherVersion_ServesItAndTheOldOneEnds()
    {
        await using var server = await TestServer.StartAsync(_root);
        var counted = CountReplacements(server, out var listener);
        using var listening = listener;
        _root.Add(Endpoints, Endpoints, Next);

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        Assert.Null(replacement.Fault);
        Assert.Equal((PluginReplacementOutcome.Replaced, Next, 2, 0), (replacement.Outcome, replacement.Version, replacement.Generation, replacement.Unfinished));
        Assert.Equal($"plugin:{Endpoints}@{Next}#2", (await server.GetAsync("/fixture/context")).Body);
        Assert.Equal((PluginState.Running, Next), (server.StatusOf(Endpoints).State, server.StatusOf(Endpoints).Version));
        Assert.Contains("/fixture/hello", (await server.GetAsync("/openapi.json")).Body, StringComparison.Ordinal);
        Assert.Equal("Up", (string?)JsonNode.Parse((await server.GetAsync("/health")).Body)!["status"]);
        Assert.Equal(["Replaced"], counted);
        var history = await WaitForUnloadAsync(server, Endpoints);
        Assert.Equal(["1 0.1.0 Unloaded", "2 0.2.0 Running"], history);
    }

    [Fact]
    public async Task ReplaceAsync_SameVersion_LoadsItAgain()
    {
        await using var server = await TestServer.StartAsync(_root);

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Replaced, "0.1.0", 2), (replacement.Outcome, replacement.Version, replacement.Generation));
        Assert.Equal($"plugin:{Endpoints}@0.1.0#2", (await server.GetAsync("/fixture/context")).Body);
    }

    [Fact]
    public async Task ReplaceAsync_LowerVersionByName_GoesBack()
    {
        _root.Add(Endpoints, Endpoints, Next);
        await using var server = await TestServer.StartAsync(_root, GoingBack);
        Assert.True(SemanticVersion.TryParse("0.1.0", out var lower));

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, lower, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Replaced, "0.1.0"), (replacement.Outcome, replacement.Version));
    }

    [Fact]
    public async Task ReplaceAsync_LowerVersionThanRan_IsRefusedUnlessAllowed()
    {
        _root.Add(Endpoints, Endpoints, Next);
        await using var server = await TestServer.StartAsync(_root);
        Assert.True(SemanticVersion.TryParse("0.1.0", out var lower));

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, lower, CancellationToken.None);

        AssertKept(server, replacement, PluginReplacementOutcome.Refused, PluginReasonCode.Downgraded);
    }

    [Fact]
    public async Task ReplaceAsync_HighestIsLower_IsRefused()
    {
        _root.Add(Endpoints, Endpoints, Next);
        await using var server = await TestServer.StartAsync(_root, GoingBack);
        Directory.Delete(_root.FolderOf(Endpoints, Next), recursive: true);

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        AssertKept(server, replacement, PluginReplacementOutcome.Refused, PluginReasonCode.VersionLower);
    }

    [Theory]
    [InlineData("throw-at-load", PluginReasonCode.LoadFailed, nameof(PluginState.Faulted))]
    [InlineData("hang-at-load", PluginReasonCode.LoadTimeout, nameof(PluginState.Hung))]
    [InlineData("throw-at-start", PluginReasonCode.StartFailed, nameof(PluginState.Faulted))]
    [InlineData("hang-at-start", PluginReasonCode.StartTimeout, nameof(PluginState.Hung))]
    [InlineData("foreign-route", PluginReasonCode.RouteNotGranted, nameof(PluginState.Faulted))]
    [InlineData("undeclared-capability", PluginReasonCode.CapabilityUndeclared, nameof(PluginState.Faulted))]
    public async Task ReplaceAsync_NextFails_TheOldOneServesAndTheReasonIsTold(string mode, string code, string state)
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Bad, Bad, Next).Write(Bad, "plugin.defaults.json", $$"""{ "Misbehave": { "Mode": "{{mode}}" } }""", Next);

        var replacement = await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Failed, code), (replacement.Outcome, replacement.Fault?.Code));
        Assert.Equal((PluginState.Running, "0.1.0"), (server.StatusOf(Bad).State, server.StatusOf(Bad).Version));
        Assert.Equal(200, (await server.GetAsync("/misbehaving")).Status);
        Assert.Equal(
            ["1 0.1.0 Running", $"2 0.2.0 {state}"],
            server.Supervisor.Find(Bad)!.Generations().Select(Describe));
    }

    [Fact]
    public async Task ReplaceAsync_TamperedPackage_IsRefused()
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Endpoints, Endpoints, Next);
        await File.AppendAllTextAsync(Path.Combine(_root.FolderOf(Endpoints, Next), "plugin.defaults.json"), " ");

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        AssertKept(server, replacement, PluginReplacementOutcome.Refused, PluginReasonCode.FileTampered);
    }

    [Fact]
    public async Task ReplaceAsync_PinnedPlugin_IsRefusedAndSaysWhy()
    {
        _root.Edit(Endpoints, manifest => manifest["tier"] = "T0");
        await using var server = await TestServer.StartAsync(_root);

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        AssertKept(server, replacement, PluginReplacementOutcome.Refused, PluginReasonCode.TierPinned);
        Assert.Contains("until the server restarts", replacement.Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_HungPlugin_IsRefused()
    {
        await using var server = await TestServer.StartAsync(_root, "--Misbehave:Mode=hang-at-start");

        var replacement = await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Refused, PluginReasonCode.NotRunning), (replacement.Outcome, replacement.Fault?.Code));
        Assert.Contains("cannot be taken back", replacement.Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_DisabledPlugin_IsRefusedAndSaysWhere()
    {
        await using var server = await TestServer.StartAsync(_root, $"--Plugins:Disabled:0={Bad}");

        var replacement = await server.Supervisor.ReplaceAsync(Bad, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Refused, PluginReasonCode.NotRunning), (replacement.Outcome, replacement.Fault?.Code));
        Assert.Contains("Plugins:Disabled", replacement.Fault!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_RequestOutlivesTheDrainBudget_IsCancelledWithTheErrorBody()
    {
        _root.Edit(Endpoints, manifest => manifest["budgets"]!["drainMilliseconds"] = 50);
        await using var server = await TestServer.StartAsync(_root);
        var old = server.Supervisor.Find(Endpoints)!.Current!;
        var slow = server.GetAsync("/fixture/slow");
        Assert.True(SpinWait.SpinUntil(() => old.Leases.Held == 1, TimeSpan.FromSeconds(10)));

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        var (status, body) = await slow.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((PluginReplacementOutcome.Replaced, 0), (replacement.Outcome, replacement.Unfinished));
        Assert.Equal(503, status);
        Assert.Contains("was replaced before it answered", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_LeaseNeverGivenBack_IsReportedAndTheOldOneEndsAllTheSame()
    {
        _root.Edit(Endpoints, manifest => manifest["budgets"]!["drainMilliseconds"] = 1);
        await using var server = await TestServer.StartAsync(_root);
        Assert.True(server.Supervisor.Find(Endpoints)!.Current!.Leases.TryEnter());

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Replaced, 1), (replacement.Outcome, replacement.Unfinished));
        Assert.Contains(server.Log.Lines, line => line.Contains("still has 1 leases", StringComparison.Ordinal));
        Assert.Equal(200, (await server.GetAsync("/fixture/hello")).Status);
    }

    [Fact]
    public async Task ReplaceAsync_NextRequiresWhatNobodyProvides_IsRefused()
    {
        await using var server = await TestServer.StartAsync(_root);
        _root.Add(Endpoints, Endpoints, Next).Edit(Endpoints, manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"), Next);

        var replacement = await server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);

        AssertKept(server, replacement, PluginReplacementOutcome.Refused, PluginReasonCode.RequirementMissing);
    }

    [Fact]
    public async Task StopAsync_WhileAReplacementDrains_EndsBoth()
    {
        var server = await TestServer.StartAsync(_root);
        var old = server.Supervisor.Find(Endpoints)!.Current!;
        Assert.True(old.Leases.TryEnter());
        var replacing = server.Supervisor.ReplaceAsync(Endpoints, null, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => server.Supervisor.Find(Endpoints)!.Current != old, TimeSpan.FromSeconds(10)));

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        await replacing.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(PluginState.Unloaded, server.StatusOf(Endpoints).State);
        await server.DisposeAsync();
    }

    private static string Describe(PluginGenerationStatus generation) => $"{generation.Number} {generation.Version} {generation.State}";

    private static void AssertKept(TestServer server, PluginReplacement replacement, PluginReplacementOutcome outcome, string code)
    {
        Assert.Equal((outcome, code), (replacement.Outcome, replacement.Fault?.Code));
        Assert.NotEmpty(replacement.Fault!.Summary);
        Assert.Equal(PluginState.Running, server.StatusOf(Endpoints).State);
        Assert.Equal(1, server.Supervisor.Find(Endpoints)!.Current!.Identity.Generation);
    }

    private static async Task<string[]> WaitForUnloadAsync(TestServer server, string id)
    {
        var slot = server.Supervisor.Find(id)!;
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(
            () => !slot.Generations().Any(static generation => generation.State == PluginState.Unloading), TimeSpan.FromSeconds(60))));
        return [.. slot.Generations().Select(Describe)];
    }

    private static List<string> CountReplacements(TestServer server, out MeterListener listener)
    {
        var outcomes = new List<string>();
        var meter = server.Runtime.Metrics.Meter;
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "modular.plugin.replacements")
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add((string)tags[1].Value!));
        listener.Start();
        return outcomes;
    }
}
