using System.Security.Cryptography;
using Modular.Hosting.Commands;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class PluginPackageCommandTests : IDisposable
{
    private const string Id = "test.endpoints";

    private readonly PluginRoot _root = new(Id);
    private readonly ProgramRun _run;

    public PluginPackageCommandTests()
    {
        _run = new ProgramRun(_root.Path) { TimeProvider = new FixedClock(TestAuthority.Now) };
        using var authority = new TestAuthority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var certificate = authority.Issue(key);
        File.WriteAllText(Path.Combine(_root.Path, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_root.Path, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root.Path, "root.pem"), authority.Root.ExportCertificatePem());
    }

    private string Folder => _root.FolderOf(Id);

    public void Dispose()
    {
        _run.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task PackSignVerify_ThenRun_TrustsTheSigner()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "pack", Folder, "-o", "one.modplugin"));
        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "sign", "one.modplugin", "--key", "key.pem", "--certificate", "certificate.pem"));
        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "verify", "one.modplugin", "--root", "root.pem"));
        Assert.Contains("signed by CN=Vendor", _run.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "sign", Folder, "--key=key.pem", "--certificate=certificate.pem"));
        var package = _run.Prepare($"--Plugins:Path={_root.Path}", "--Plugins:Trust:Mode=Signed", "--Plugins:Trust:Roots:0=root.pem", "--Plugins:Trust:UnsignedFolders:0=elsewhere").Catalog.Packages.Single();
        Assert.Equal("CN=Vendor", package.Trust.Signer);
    }

    [Fact]
    public async Task Pack_SameFolderAtAnotherTime_GivesTheSameBytes()
    {
        await RunAsync("plugin", "pack", Folder, "-o", "one.modplugin");
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        await RunAsync("plugin", "pack", Folder, "--output", "two.modplugin");

        Assert.Equal(File.ReadAllBytes(Path.Combine(_root.Path, "one.modplugin")), File.ReadAllBytes(Path.Combine(_root.Path, "two.modplugin")));
    }

    [Fact]
    public async Task Pack_Overwrites_ButNotWithSomethingBroken()
    {
        await RunAsync("plugin", "pack", Folder, "-o", "one.modplugin");
        var before = File.ReadAllBytes(Path.Combine(_root.Path, "one.modplugin"));
        File.WriteAllText(Path.Combine(Folder, "extra"), "x");

        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "pack", Folder, "-o", "one.modplugin"));

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_root.Path, "one.modplugin")));
        Assert.Empty(Directory.EnumerateFiles(_root.Path, "*.tmp"));
    }

    [Fact]
    public async Task Verify_SeveralThingsWrong_NumbersAll()
    {
        File.AppendAllText(Path.Combine(Folder, "Modular.Fixtures.Endpoints.pdb"), "x");
        File.WriteAllText(Path.Combine(Folder, "extra"), "x");
        File.Delete(Path.Combine(Folder, "Modular.Fixtures.Endpoints.runtimeconfig.json"));

        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "verify", Folder, "--root", "root.pem"));

        Assert.Equal(
            ["1. signature-missing", "2. file-extra", "3. file-tampered", "4. file-missing"],
            _run.Error.TrimEnd().Split(Environment.NewLine).Select(line => line.Split(':')[0]).Order());
        Assert.Empty(_run.Output);
    }

    [Fact]
    public async Task Verify_NoRoot_IsNotTrusted()
    {
        await RunAsync("plugin", "sign", Folder, "--key", "key.pem", "--certificate", "certificate.pem");

        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "verify", Folder));
        Assert.StartsWith("1. signer-untrusted", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "--root", "root.pem")]
    [InlineData("key.pem", "--root", "root.pem")]
    [InlineData("test.endpoints/0.1.0", "--root", "key.pem")]
    [InlineData("test.endpoints/0.1.0", "--root", "absent.pem")]
    public async Task Verify_NoPluginOrNoRoot_ExitsWith1AndSaysWhy(params string[] words)
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(["plugin", "verify", .. words]));
        Assert.NotEmpty(_run.Error);
    }

    [Theory]
    [InlineData("root.pem", "certificate.pem")]
    [InlineData("key.pem", "root.pem")]
    [InlineData("key.pem", "key.pem")]
    [InlineData("absent.pem", "certificate.pem")]
    public async Task Sign_KeyOrCertificateWrong_SignsNothing(string key, string certificate)
    {
        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "sign", Folder, "--key", key, "--certificate", certificate));

        Assert.NotEmpty(_run.Error);
        Assert.False(File.Exists(Path.Combine(Folder, "plugin.json.sig")));
    }

    [Fact]
    public async Task Sign_Rsa_Verifies()
    {
        using var authority = new TestAuthority();
        using var key = RSA.Create(2048);
        using var certificate = authority.Issue(key);
        File.WriteAllText(Path.Combine(_root.Path, "key.pem"), key.ExportRSAPrivateKeyPem());
        File.WriteAllText(Path.Combine(_root.Path, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root.Path, "root.pem"), authority.Root.ExportCertificatePem());

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "sign", Folder, "--key", "key.pem", "--certificate", "certificate.pem"));
        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "verify", Folder, "--root", "root.pem"));
    }

    private Task<int> RunAsync(params string[] arguments) => _run.RunAsync([.. arguments, $"--Plugins:Path={_root.Path}/none"]);
}
