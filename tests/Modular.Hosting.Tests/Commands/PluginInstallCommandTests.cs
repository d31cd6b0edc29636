using System.Security.Cryptography;
using Modular.Hosting.Commands;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class PluginInstallCommandTests : IDisposable
{
    private const string Id = "test.endpoints";
    private const string Security = "test.security";
    private const string Archive = "one.modplugin";
    private const string Next = "0.2.0";

    // What is brought stands beside the roots of the plugins: where a package was packed must not matter.
    private readonly PluginRoot _brought = new(Id);
    private readonly PluginRoot _root = new(Security);
    private readonly ProgramRun _run;
    private readonly TestAuthority _authority = new();

    public PluginInstallCommandTests()
    {
        _run = new ProgramRun(_brought.Path) { TimeProvider = new FixedClock(TestAuthority.Now) };
        _run.Variables["MODULAR__PLUGINS__PATH"] = _root.Path;
        _run.Variables["MODULAR__PLUGINS__TRUST__ROOTS__0"] = "root.pem";
        File.WriteAllText(Path.Combine(_brought.Path, "root.pem"), _authority.Root.ExportCertificatePem());
    }

    private string Installed => _root.FolderOf(Id);

    public void Dispose()
    {
        _authority.Dispose();
        _run.Dispose();
        _brought.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Install_Signed_UnpacksItWhereItIsFoundAndNothingElseStays()
    {
        await PackAsync(sign: true);

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "install", Archive));

        Assert.Contains("signed by CN=Vendor", _run.Output, StringComparison.Ordinal);
        Assert.Equal(Files(_brought.FolderOf(Id)), Files(Installed));
        Assert.Equal([Id, Security], Directory.EnumerateDirectories(_root.Path).Select(Path.GetFileName).Where(static name => name != ".data").Order(StringComparer.Ordinal));
        Assert.Contains(Id, _run.Prepare().Catalog.Packages.Select(static package => package.Manifest.Id));
    }

    [Fact]
    public async Task Install_FirstAdditionalFolder_IsWhereNewPluginsGo()
    {
        await PackAsync(sign: true);
        using var additional = new PluginRoot();

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "install", Archive, $"--Plugins:Additional:0={additional.Path}"));

        Assert.True(File.Exists(Path.Combine(additional.FolderOf(Id), "plugin.json")));
        Assert.False(Directory.Exists(Installed));
    }

    [Fact]
    public async Task Install_NotSigned_IsRefused()
    {
        await PackAsync(sign: false);

        await AssertRefusedAsync(PluginReasonCode.SignatureMissing);
    }

    [Fact]
    public async Task Install_NotSignedIntoTheFolderBesideTheExecutable_IsRefusedAllTheSame()
    {
        // What stands there is trusted as the executable is; what somebody brings is not, wherever it is going to stand.
        await PackAsync(sign: false);
        var policy = _run.Prepare().Settings with { PluginPath = _root.Path };

        Assert.Null(new Hosting.Plugins.Installation.PluginInstaller(policy, _run.Prepare().Catalog, TimeProvider.System)
            .Install(Path.Combine(_brought.Path, Archive)).Package);
        await AssertRefusedAsync(PluginReasonCode.SignatureMissing);
    }

    [Fact]
    public async Task Install_NotSignedIntoAnExemptFolder_IsInstalled()
    {
        await PackAsync(sign: false);

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "install", Archive, $"--Plugins:Trust:UnsignedFolders:0={_root.Path}"));

        Assert.Contains("not signed (Exempt)", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_Denied_IsRefused()
    {
        await PackAsync(sign: true);

        await AssertRefusedAsync(PluginReasonCode.DeniedPlugin, $"--Plugins:Trust:Denied:0={Id}");
    }

    [Fact]
    public async Task Install_Tampered_IsRefused()
    {
        await PackAsync(sign: true);
        File.WriteAllText(Path.Combine(_brought.FolderOf(Id), "plugin.defaults.json"), "{}");
        var manifest = PluginManifestReader.Read(PluginManifestReader.ReadFile(_brought.FolderOf(Id)));
        Hosting.Plugins.Trust.PluginArchive.Create(_brought.FolderOf(Id), manifest, Path.Combine(_brought.Path, Archive));

        await AssertRefusedAsync(PluginReasonCode.FileTampered);
    }

    [Fact]
    public async Task Install_NoArchive_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(_brought.Path, Archive), "no zip");

        await AssertRefusedAsync(PluginReasonCode.ArchiveInvalid);
    }

    [Fact]
    public async Task Install_VersionThatIsThere_IsRefused()
    {
        await PackAsync(sign: true);
        await RunAsync("plugin", "install", Archive);

        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "install", Archive));

        Assert.Contains(PluginReasonCode.VersionInstalled, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallAndRemove_WithARunningServer_ItServesAndEnds()
    {
        await PackAsync(sign: false);
        await using var server = await TestServer.StartAsync(_root);
        string[] asking = [$"--server={server.Client.BaseAddress}", "--token=token-for-operator", $"--Plugins:Trust:UnsignedFolders:0={_root.Path}"];

        Assert.Equal(ExitCode.Done, await RunAsync(["plugin", "install", Archive, .. asking]));
        Assert.Equal((PluginState.Running, 200), (server.StatusOf(Id).State, (await server.GetAsync("/fixture/hello")).Status));

        Assert.Equal(ExitCode.Done, await RunAsync(["plugin", "remove", Id, .. asking]));
        Assert.Equal((null, 404), (server.Supervisor.Find(Id), (await server.GetAsync("/fixture/hello")).Status));
        Assert.False(Directory.Exists(Path.GetDirectoryName(Installed)));
    }

    [Fact]
    public async Task Remove_TheServerKeepsIt_TheFilesStay()
    {
        _root.Edit(Security, manifest => manifest["tier"] = "T0");
        await using var server = await TestServer.StartAsync(_root);

        Assert.Equal(ExitCode.Failed, await RunAsync("plugin", "remove", Security, $"--server={server.Client.BaseAddress}", "--token=token-for-operator"));

        Assert.Contains(PluginReasonCode.TierPinned, _run.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_root.FolderOf(Security)));
    }

    [Fact]
    public async Task Remove_OneVersion_TheOthersStay()
    {
        _root.Add(Security, Security, Next);

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "remove", Security, Next));
        Assert.Equal([_root.FolderOf(Security)], Directory.EnumerateDirectories(Path.Combine(_root.Path, Security)));
        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "remove", Security, "0.1.0"));
        Assert.False(Directory.Exists(Path.Combine(_root.Path, Security)));
    }

    [Theory]
    [InlineData("test.absent")]
    [InlineData("../test.security")]
    [InlineData("test.security", "9.9.9")]
    [InlineData("test.security", "..")]
    public async Task Remove_NoSuch_TouchesNothing(params string[] words)
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(["plugin", "remove", .. words]));

        Assert.True(Directory.Exists(_root.FolderOf(Security)));
        Assert.True(Directory.Exists(_brought.FolderOf(Id)));
    }

    [Fact]
    public async Task Install_LeftoverOfABrokenInstallation_IsSweptWhenItIsOld()
    {
        await PackAsync(sign: true);
        var old = Directory.CreateDirectory(Path.Combine(_root.Path, ".install-old"));
        var young = Directory.CreateDirectory(Path.Combine(_root.Path, ".install-young"));
        old.LastWriteTimeUtc = TestAuthority.Now.AddHours(-2).UtcDateTime;
        young.LastWriteTimeUtc = TestAuthority.Now.UtcDateTime;

        await RunAsync("plugin", "install", Archive);

        Assert.False(Directory.Exists(old.FullName));
        Assert.True(Directory.Exists(young.FullName));
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];

    private async Task PackAsync(bool sign)
    {
        if (sign)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = _authority.Issue(key);
            TestAuthority.Sign(_brought.FolderOf(Id), key, certificate);
        }

        Assert.Equal(ExitCode.Done, await RunAsync("plugin", "pack", _brought.FolderOf(Id), "-o", Archive));
    }

    private async Task AssertRefusedAsync(string code, params string[] arguments)
    {
        Assert.Equal(ExitCode.Failed, await RunAsync(["plugin", "install", Archive, .. arguments]));
        Assert.Contains(code, _run.Error, StringComparison.Ordinal);
        Assert.Equal([Security], Directory.EnumerateDirectories(_root.Path).Select(Path.GetFileName).Where(static name => name != ".data"));
    }

    private Task<int> RunAsync(params string[] arguments) => _run.RunAsync(arguments);
}
