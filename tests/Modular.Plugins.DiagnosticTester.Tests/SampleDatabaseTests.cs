using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Health;
using Modular.TestSupport;

namespace Modular.Plugins.DiagnosticTester.Tests;

/// <summary>The databases of the reference adapter's own tests.</summary>
public sealed class SampleDatabaseTests
{
    [SharedDataFact]
    public async Task StartAsync_SampleDatabases_AreServed()
    {
        await using var bench = await SampleAsync();

        Assert.Equal(["FLXC1000", "FLXCNG1000"], bench.Tester.Ecus.Select(ecu => ecu.Name));
        Assert.Equal(new HealthReport(HealthState.Up), bench.Health.GetReport());
        Assert.Equal(0x1000u, bench.Ecu("FLXC1000").Status.LogicalAddress);
        Assert.Equal(0x1000u, bench.Ecu("FLXC1000").Status.GatewayAddress);
        var structure = bench.Tester.GetNetworkStructure();
        Assert.Equal(2, Assert.Single(structure.Gateways).Ecus.Count);
        Assert.Contains(structure.FunctionalGroups, group => group.Name == "FGL_UDS_Ethernet_DoIP_DOBT" && group.Ecus.Count == 2);
    }

    [SharedDataTheory]
    [InlineData(0x000101u, "FLXC1000_App_0101", EcuState.Online, EcuState.Duplicate)]
    [InlineData(0xFF0000u, "FLXC1000_Boot_Variant", EcuState.Online, EcuState.Duplicate)]
    [InlineData(0x001010u, null, EcuState.Duplicate, EcuState.Online)]
    [InlineData(0x999999u, null, EcuState.NoVariantDetected, EcuState.NoVariantDetected)]
    public async Task DetectVariantAsync_SampleDatabases_TellsEcusAndVariantsApart(uint identification, string? variant, EcuState flxc, EcuState flxcNg)
    {
        await using var bench = await SampleAsync();
        bench.Identify(0x1000, identification);

        var status = await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);

        Assert.Equal(variant, status.Variant);
        Assert.Equal(flxc, status.State);
        Assert.Equal(flxcNg, bench.Ecu("FLXCNG1000").Status.State);
    }

    [SharedDataFact]
    public async Task ChangeStateAsync_SampleSessions_FollowTheChart()
    {
        await using var bench = await SampleAsync();
        bench.Identify(0x1000, 0x000101);
        var ecu = bench.Ecu("FLXC1000");
        await ecu.DetectVariantAsync(CancellationToken.None);

        await ecu.ChangeStateAsync(new StateChange { ChartSemantic = "SESSION", State = "extended" }, CancellationToken.None);
        Assert.Equal("1003", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal("Extended", Session(ecu));

        await bench.ExecuteAsync("FLXC1000", "HardReset");
        Assert.Equal("1101", bench.Vehicle[0x1000].Sent[^1]);
        Assert.Equal("Default", Session(ecu));

        await ecu.ChangeStateAsync(new StateChange { ChartSemantic = "SESSION", State = "extended" }, CancellationToken.None);
        await ecu.ChangeStateAsync(new StateChange { ChartSemantic = "SESSION" }, CancellationToken.None);
        Assert.Equal("1001", bench.Vehicle[0x1000].Sent[^1]);
    }

    [SharedDataFact]
    public async Task ExecuteAsync_SampleReading_GivesItsData()
    {
        await using var bench = await SampleAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu("FLXC1000").DetectVariantAsync(CancellationToken.None);
        var identify = bench.Vehicle[0x1000].Answer;
        bench.Vehicle[0x1000].Answer = request => request == "22F190" ? "62F190" + Convert.ToHexString("SCEDT26T8BD005261"u8) : identify(request);

        var (outcome, values) = await bench.ExecuteAsync("FLXC1000", "VINDataIdentifier_Read");

        Assert.Equal("VIN=SCEDT26T8BD005261", values);
        Assert.Equal("SCEDT26T8BD005261"u8.ToArray(), outcome.Data.ToArray());
    }

    private static string Session(IEcu ecu) => ecu.StateCharts.Single(chart => chart.Semantic == "SESSION").CurrentState;

    private static async Task<Bench> SampleAsync()
    {
        var bench = new Bench();
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryPaths.SharedData!, "mdd"), "*.mdd"))
        {
            File.Copy(file, Path.Combine(bench.Path, Path.GetFileName(file)));
        }

        return await bench.StartAsync();
    }
}
