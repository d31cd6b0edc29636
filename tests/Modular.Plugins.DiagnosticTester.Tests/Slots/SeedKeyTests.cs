using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Slots;

public sealed class SeedKeyTests
{
    [Fact]
    public async Task ChangeStateAsync_ProviderKnowsTheKey_RequestsSeedAndSendsKey()
    {
        await using var bench = await LockedAsync("670511");
        SeedKeyRequest? asked = null;
        bench.KeyProviders.Add(new KeyProvider(_ => SeedKeyOutcome.NotApplicable));
        bench.KeyProviders.Add(new KeyProvider(request =>
        {
            asked = request with { Seed = request.Seed.ToArray() };
            return SeedKeyOutcome.Computed(new byte[] { 0x42 });
        }));

        var outcome = await bench.ChangeAsync("SECURITY", "Level_5");

        Assert.True(outcome.IsSuccess);
        Assert.Equal(["2705", "270642"], bench.Vehicle[0x1000].Sent.TakeLast(2));
        Assert.Equal("Level_5", bench.State("SECURITY"));
        Assert.Equal((Online.Ecu, "FLXC1000_App_0101", (byte)0x05, "11"), (asked!.Ecu, asked.Variant, asked.Level, Convert.ToHexString(asked.Seed.Span)));
        Assert.DoesNotContain("11", asked.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, bench.KeyProviders.Leases);
    }

    [Fact]
    public async Task ChangeStateAsync_SeedOfZeros_IsUnlockedAlready()
    {
        await using var bench = await LockedAsync("670500");
        bench.KeyProviders.Add(new KeyProvider(_ => throw new InvalidOperationException("not to be asked")));

        await bench.ChangeAsync("SECURITY", "Level_5");

        Assert.Equal("2705", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal("Level_5", bench.State("SECURITY"));
    }

    [Fact]
    public async Task ChangeStateAsync_ProviderRefuses_TellsTheCaller()
    {
        await using var bench = await LockedAsync("670511");
        bench.KeyProviders.Add(new KeyProvider(_ => SeedKeyOutcome.Refused("no licence")));

        var exception = await Online.RefusedAsync(DiagnosticFailure.AccessDenied, () => bench.ChangeAsync("SECURITY", "Level_5"));

        Assert.Equal("no licence", exception.Message);
        Assert.Equal("2705", bench.Vehicle[0x1000].Sent[^1]);
    }

    [Fact]
    public async Task ChangeStateAsync_ProviderThrows_FailsWithoutItsWords()
    {
        await using var bench = await LockedAsync("670511");
        bench.KeyProviders.Add(new KeyProvider(_ => throw new InvalidOperationException("seed 11 key 42")));

        var exception = await Online.RefusedAsync(DiagnosticFailure.PluginFailed, () => bench.ChangeAsync("SECURITY", "Level_5"));

        Assert.DoesNotContain("42", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Locked", bench.State("SECURITY"));
    }

    [Fact]
    public async Task ChangeStateAsync_NobodyApplies_IsNotSupported()
    {
        await using var bench = await LockedAsync("670511");
        bench.KeyProviders.Add(new KeyProvider(_ => SeedKeyOutcome.NotApplicable));

        await Online.RefusedAsync(DiagnosticFailure.NotSupported, () => bench.ChangeAsync("SECURITY", "Level_5"));
    }

    [Fact]
    public async Task ChangeStateAsync_EcuRefusesTheSeed_ReturnsItsAnswer()
    {
        await using var bench = await LockedAsync("7F2737");
        bench.KeyProviders.Add(new KeyProvider(_ => SeedKeyOutcome.Computed(new byte[] { 1 })));

        var outcome = await bench.ChangeAsync("SECURITY", "Level_5");

        Assert.Equal((byte)0x37, outcome.NegativeResponseCode);
    }

    [Fact]
    public async Task ChangeStateAsync_NoProvider_MissesTheKeyAsBefore()
    {
        await using var bench = await LockedAsync("670511");

        await Online.RefusedAsync(DiagnosticFailure.MissingParameter, () => bench.ChangeAsync("SECURITY", "Level_5"));
    }

    [Fact]
    public async Task ChangeStateAsync_CallerMayNotRequestSeeds_IsDenied()
    {
        await using var bench = await LockedAsync("670511");
        bench.KeyProviders.Add(new KeyProvider(_ => SeedKeyOutcome.Computed(new byte[] { 1 })));
        var change = new StateChange { ChartSemantic = "SECURITY", State = "Level_5", Caller = new Caller(use => use.Service.ShortName != "RequestSeed_Level_5") };

        await Online.RefusedAsync(DiagnosticFailure.AccessDenied, () => bench.Ecu(Online.Ecu).ChangeStateAsync(change, CancellationToken.None).AsTask());
    }

    private static async Task<Bench> LockedAsync(string seed)
    {
        var bench = await Online.StartAsync();
        bench.Vehicle[0x1000].Answer = request => request == "2705" ? seed : request == "270642" ? "6706" : "7F2735";
        return bench;
    }
}
