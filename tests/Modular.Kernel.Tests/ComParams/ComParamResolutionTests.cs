using Modular.TestSupport;

namespace Modular.Kernel.Tests.ComParams;

public sealed class ComParamResolutionTests
{
    [SharedDataFact]
    public void ResolveComParams_SampleDatabase_GivesAddressesAndTimes()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var set = database.ResolveComParams("uds_ethernet_doip");
        Assert.Equal(4096u, set.GetNumber("CP_DoIPLogicalEcuAddress"));
        Assert.Equal(4096u, set.GetNumber("CP_DoIPLogicalGatewayAddress"));
        Assert.Equal(65535u, set.GetNumber("CP_DoIPLogicalFunctionalAddress"));
        Assert.Equal(TimeSpan.FromSeconds(1), set.GetDuration("CP_P6Max"));
        Assert.Equal(TimeSpan.FromSeconds(1.3), set.GetDuration("CP_RC78CompletionTimeout"));
    }

    [SharedDataFact]
    public void ResolveComParams_HandlingDisabledByTheSubsetOnly_IsLeftToTheProtocol()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var set = database.ResolveComParams("uds_ethernet_doip");
        Assert.All(["CP_RC21Handling", "CP_RC78Handling", "CP_RC94Handling"], name => Assert.False(set.TryGetText(name, out _), name));
    }

    [SharedDataFact]
    public void Protocols_SampleDatabase_NamesBoth()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        Assert.Equal(["UDS_Ethernet_DoIP", "UDS_Ethernet_DoIP_DOBT"], database.Protocols);
    }
}
