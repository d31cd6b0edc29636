using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;

namespace Modular.Plugins.DiagnosticTester.Tests.Databases;

public sealed class ProtocolResolverTests
{
    [Fact]
    public void Resolve_GeneralProtocolInOtherCase_GivesTheDatabasesSpelling() =>
        Assert.Equal("UDS_Ethernet_DoIP_DOBT", Resolve(["UDS_Ethernet_DoIP", "UDS_Ethernet_DoIP_DOBT"], general: "uds_ethernet_doip_dobt"));

    [Fact]
    public void Resolve_EcuNamesAnother_TakesThatOne() =>
        Assert.Equal("DMC_DoIP", Resolve(["DMC_DoIP", "UDS_Ethernet_DoIP_DOBT"], specific: new EcuOptions { Protocol = "dmc_doip" }));

    [Fact]
    public void Resolve_DefaultAbsentAndSingleProtocol_TakesIt() => Assert.Equal("DMC_DoIP", Resolve(["DMC_DoIP"]));

    [Fact]
    public void Resolve_DefaultAbsentAndSeveralProtocols_NamesThemAll()
    {
        var exception = Assert.Throws<DatabaseRejectedException>(() => Resolve(["A", "B"]));

        Assert.Contains("A, B", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Ecu:X:Protocol", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_EcuNamesAProtocolThatIsAbsent_DoesNotTakeTheSingleOne() =>
        Assert.Throws<DatabaseRejectedException>(() => Resolve(["DMC_DoIP"], specific: new EcuOptions { Protocol = "UDS" }));

    [Fact]
    public void Resolve_NoProtocolAtAll_NeedsIgnoreProtocol()
    {
        Assert.Throws<DatabaseRejectedException>(() => Resolve([]));
        Assert.Null(Resolve([], specific: new EcuOptions { IgnoreProtocol = true }));
        Assert.Null(ProtocolResolver.Resolve("X", [], new DatabaseOptions { IgnoreProtocol = true }, new EcuOptions()));
    }

    [Fact]
    public void Resolve_IgnoreProtocolWithSeveralProtocols_IsStillAmbiguous() =>
        Assert.Throws<DatabaseRejectedException>(() => Resolve(["A", "B"], specific: new EcuOptions { IgnoreProtocol = true }));

    private static string? Resolve(string[] protocols, string general = DatabaseOptions.DefaultProtocol, EcuOptions? specific = null) =>
        ProtocolResolver.Resolve("X", protocols, new DatabaseOptions { Protocol = general }, specific ?? new EcuOptions());
}
