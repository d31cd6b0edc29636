namespace Modular.Plugins.Logging.Dlt.Tests;

public class DltContextsTests
{
    [Theory]
    [InlineData("Modular.Host.Server.ModularServer", "MAIN")]
    [InlineData("plugin.modular.diagnostic-tester.Modular.Plugins.DiagnosticTester.Ecus.Ecu", "CORE")]
    [InlineData("plugin.acme.endpoints.Acme.Thing", "CORE")]
    [InlineData("plugin.modular.transport.doip.Modular.Plugins.Transport.DoIp.DoIpTransport", "DOIP")]
    [InlineData("plugin.modular.protocol.uds.Modular.Plugins.Protocol.Uds.UdsChannel", "UDS")]
    [InlineData("plugin.modular.diagnostic-tester.Modular.Plugins.DiagnosticTester.Databases.DatabaseLoader", "DB")]
    [InlineData("plugin.modular.sovd.Modular.Plugins.Sovd.Locks.EcuLocks", "SOVD")]
    public void Find_Category_HasItsContext(string category, string id) =>
        Assert.Equal(id, DltContexts.All[(int)DltContexts.Find(category)].Id);
}
