using Modular.Mdd.Authoring;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Network;

public sealed class NetworkStructureTests
{
    [Fact]
    public async Task GetNetworkStructure_Gateways_HoldTheEcusBehindThem()
    {
        await using var bench = await new Bench(
            new EcuDatabase(),
            new EcuDatabase { Name = "AAA1001", Address = 0x1001 },
            new EcuDatabase { Name = "FSNR2000", Address = 0x2000, Gateway = 0x2000 },
            new EcuDatabase { Name = "LOST3001", Address = 0x3001, Gateway = 0x3000 }).StartAsync();

        var structure = bench.Tester.GetNetworkStructure();

        Assert.Equal(["FLXC1000", "FSNR2000", "0x3000"], structure.Gateways.Select(gateway => gateway.Name));
        Assert.Equal(0x1000u, structure.Gateways[0].LogicalAddress);
        Assert.Equal(["AAA1001", "FLXC1000"], structure.Gateways[0].Ecus.Select(ecu => ecu.Name));
        Assert.Equal(EcuState.NotTested, structure.Gateways[0].Ecus[0].Status.State);
        Assert.Empty(structure.FunctionalGroups);
    }

    [Fact]
    public async Task GetNetworkStructure_Duplicates_GatewayIsTheOneBuiltIn()
    {
        await using var bench = await new Bench(
            new EcuDatabase { Name = "A1000", Variants = [("App", 1)] }, new EcuDatabase { Name = "B1000", Variants = [("App", 2)] }).StartAsync();
        bench.Identify(0x1000, 2);
        await bench.Ecu("A1000").DetectVariantAsync(CancellationToken.None);

        var gateway = Assert.Single(bench.Tester.GetNetworkStructure().Gateways);

        Assert.Equal("B1000", gateway.Name);
        Assert.Equal([EcuState.Duplicate, EcuState.Online], gateway.Ecus.Select(ecu => ecu.Status.State));
    }

    [Fact]
    public async Task GetNetworkStructure_FunctionalGroups_HoldTheEcusOfTheirProtocol()
    {
        await using var bench = new Bench(new EcuDatabase(), new EcuDatabase { Name = "HOVR4000", Address = 0x4000, Gateway = 0x4000, Protocol = "DMC_DoIP" });
        Groups("FGL_UDS_Ethernet_DoIP_DOBT", "FGL_UDS_Ethernet_DoIP").Save(Path.Combine(bench.Path, "groups.mdd"));
        await bench.StartAsync();

        var groups = bench.Tester.GetNetworkStructure().FunctionalGroups;

        Assert.Equal(["FGL_UDS_Ethernet_DoIP_DOBT", "FGL_UDS_Ethernet_DoIP"], groups.Select(group => group.Name));
        Assert.Equal(["FLXC1000"], groups[0].Ecus.Select(ecu => ecu.Name));
        Assert.Empty(groups[1].Ecus);

        // The description of groups is no ECU.
        Assert.Equal(["FLXC1000", "HOVR4000"], bench.Tester.Ecus.Select(ecu => ecu.Name));
    }

    [Fact]
    public async Task GetNetworkStructure_SomeGroupsEnabled_LeavesOutTheOthers()
    {
        await using var bench = new Bench(new EcuDatabase()).With("Database:EnabledFunctionalGroups:0", "fgl_a");
        Groups("FGL_A", "FGL_B").Save(Path.Combine(bench.Path, "groups.mdd"));
        await bench.StartAsync();

        Assert.Equal(["FGL_A"], bench.Tester.GetNetworkStructure().FunctionalGroups.Select(group => group.Name));
    }

    private static MddFileDefinition Groups(params string[] names)
    {
        var file = new MddFileDefinition { Description = { EcuName = "functional_groups" } };
        foreach (var name in names)
        {
            file.Description.FunctionalGroups.Add(new FunctionalGroupDefinition { DiagLayer = new DiagLayerDefinition { ShortName = name } });
        }

        return file;
    }
}
