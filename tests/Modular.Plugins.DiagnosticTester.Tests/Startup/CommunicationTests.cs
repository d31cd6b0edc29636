using Modular.Plugins.DiagnosticTester.Startup;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;

namespace Modular.Plugins.DiagnosticTester.Tests.Startup;

public sealed class CommunicationTests
{
    [Fact]
    public async Task StartAsync_Plugin_RequestsAreRefusedUntilAPluginStarts()
    {
        await using var bench = await DeferredAsync("plugin");
        Assert.Equal(HealthState.Pending, Health(bench).State);

        await Online.RefusedAsync(DiagnosticFailure.CommunicationPending, bench.ReadAsync);
        await Online.RefusedAsync(DiagnosticFailure.CommunicationPending, () => bench.Ecu(Online.Ecu).DetectVariantAsync(CancellationToken.None).AsTask());
        await Online.RefusedAsync(DiagnosticFailure.CommunicationPending, bench.StartExtendedAsync);
        Assert.Empty(bench.Vehicle[0x1000].Sent);
        Assert.NotEmpty(bench.Ecu(Online.Ecu).Services.Services);

        await bench.Communication.StartAsync(CancellationToken.None);

        Assert.Equal(CommunicationState.Started, bench.Communication.State);
        Assert.Equal(HealthState.Up, Health(bench).State);
        Assert.True((await bench.ReadAsync()).Outcome.IsSuccess);
    }

    [Fact]
    public async Task ExecuteAsync_OnDemand_StartsWithTheFirstRequest()
    {
        await using var bench = await DeferredAsync("on-demand");
        Assert.Equal(CommunicationState.Deferred, bench.Communication.State);

        var (outcome, _) = await bench.ReadAsync();

        Assert.True(outcome.IsSuccess);
        Assert.Equal(CommunicationState.Started, bench.Communication.State);
        Assert.Equal(1, bench.Transport.Discoveries);
    }

    [Fact]
    public async Task ExecuteAsync_OnDemandWithoutTheRight_StartsNothing()
    {
        await using var bench = await DeferredAsync("on-demand");

        await Online.RefusedAsync(DiagnosticFailure.AccessDenied, () =>
            bench.ExecuteAsync(Online.Ecu, "Motion_Read", call => call with { Caller = new Caller(_ => false) }));

        Assert.Equal(CommunicationState.Deferred, bench.Communication.State);
    }

    [Fact]
    public async Task StartAsync_TransportFails_IsFailedAndMayBeTriedAgain()
    {
        await using var bench = await DeferredAsync("on-demand");
        bench.Transport.DiscoveryFailure = new Sdk.Transports.LinkException(Sdk.Transports.LinkFailure.ConnectFailed, "no interface");

        var exception = await Online.RefusedAsync(DiagnosticFailure.CommunicationPending, bench.ReadAsync);
        Assert.Contains("no interface", exception.Message, StringComparison.Ordinal);
        Assert.Equal(CommunicationState.Failed, bench.Communication.State);
        Assert.Equal(HealthState.Failed, Health(bench).State);
        Assert.Contains("no interface", bench.Communication.Failure, StringComparison.Ordinal);

        bench.Transport.DiscoveryFailure = null;
        Assert.True((await bench.ReadAsync()).Outcome.IsSuccess);
        Assert.Null(bench.Communication.Failure);
    }

    [Fact]
    public async Task StartAsync_NoTransport_Fails()
    {
        await using var bench = await DeferredAsync("plugin");
        bench.Transports.Remove(bench.Transport);

        await Online.RefusedAsync(DiagnosticFailure.CommunicationPending, () => bench.Communication.StartAsync(CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task StartAsync_SeveralAtOnce_StartOnce()
    {
        await using var bench = await DeferredAsync("plugin");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Communication.StartAsync(CancellationToken.None).AsTask()));

        Assert.Equal(1, bench.Transport.Discoveries);
    }

    [Fact]
    public async Task StartAsync_AfterDetectionAtStartWasDeferred_DetectsThen()
    {
        await using var bench = new Bench(new EcuDatabase()).With("Communication:Detection:AtStart", "true").With("Communication:Start", "plugin");
        await bench.StartAsync();
        bench.Identify(0x1000, 0x000101);
        Assert.Equal(0, bench.Transport.Watchers);

        await bench.Communication.StartAsync(CancellationToken.None);
        await bench.WaitForAsync(Online.Ecu, EcuState.Online);

        Assert.Equal("FLXC1000_App_0101", bench.Ecu(Online.Ecu).Status.Variant);
    }

    private static HealthReport Health(Bench bench) => new CommunicationHealth(bench.Communication).GetReport();

    private static async Task<Bench> DeferredAsync(string start)
    {
        var bench = await new Bench(new EcuDatabase()).With("Communication:Start", start).StartAsync();
        bench.Identify(0x1000, 0x000101);
        return bench;
    }
}
