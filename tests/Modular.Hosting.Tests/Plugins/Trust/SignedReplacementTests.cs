using System.Security.Cryptography;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Trust;

public sealed class SignedReplacementTests
{
    private const string Id = "test.endpoints";

    [Fact]
    public async Task ReplaceAsync_PluginOfAnAdditionalFolder_AsksForASignatureAgain()
    {
        using var installed = new PluginRoot("test.security");
        using var more = new PluginRoot(Id);
        using var authority = new TestAuthority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = authority.Issue(key, from: DateTimeOffset.UtcNow.AddDays(-1), to: DateTimeOffset.UtcNow.AddDays(1));
        var root = Path.Combine(installed.Path, "root.pem");
        await File.WriteAllTextAsync(root, authority.Root.ExportCertificatePem());
        TestAuthority.Sign(more.FolderOf(Id), key, certificate);
        await using var server = await TestServer.StartAsync(installed, $"--Plugins:Additional:0={more.Path}", $"--Plugins:Trust:Roots:0={root}");

        more.Add(Id, Id, "0.2.0");
        TestAuthority.Sign(more.FolderOf(Id, "0.2.0"), key, certificate);
        var signed = await server.Supervisor.ReplaceAsync(Id, null, CancellationToken.None);
        more.Add(Id, Id, "0.3.0");
        var unsigned = await server.Supervisor.ReplaceAsync(Id, null, CancellationToken.None);

        Assert.Equal((PluginReplacementOutcome.Replaced, "0.2.0"), (signed.Outcome, signed.Version));
        Assert.Equal((PluginReplacementOutcome.Refused, PluginReasonCode.SignatureMissing), (unsigned.Outcome, unsigned.Fault?.Code));
        Assert.Equal("0.2.0", server.StatusOf(Id).Version);
    }
}
