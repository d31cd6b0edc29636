using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Authoring;
using Modular.Hosting.Commands;
using Modular.Hosting.Configuration;
using Modular.Sdk.Testing.Plugins;
using Modular.TestSupport;

namespace Modular.Templates.Tests;

/// <summary>The way of docs/plugin-author/guide.md, from the packages to a signed plugin that is replaced while it serves.</summary>
public sealed class AuthorTests(AuthorWorkspace workspace) : IClassFixture<AuthorWorkspace>
{
    private const string Id = "acme.endpoints";

    [Fact]
    public async Task Test_GeneratedPluginOfEachKind_Passes()
    {
        var assemblies = AuthorWorkspace.Plugins.Select(plugin =>
            Path.Combine(workspace.FolderOf(plugin.Key), $"{plugin.Value}.Tests", "bin", "Debug", "net10.0", $"{plugin.Value}.Tests.dll"));

        var output = await DotNet.RunAsync(workspace.Root, ["vstest", .. assemblies]);

        Assert.Equal(AuthorWorkspace.Plugins.Count, output.Split("Passed!").Length - 1);
    }

    [Fact]
    public void Build_GeneratedPlugin_StagesItsOwnFilesOnly() => Assert.All(AuthorWorkspace.Plugins, plugin => Assert.Equal(
        [$"{plugin.Value}.deps.json", $"{plugin.Value}.dll", $"{plugin.Value}.pdb", $"{plugin.Value}.runtimeconfig.json", "plugin.json"],
        Directory.EnumerateFiles(workspace.StagedFolderOf(plugin.Key), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task Plugin_PackedAndSigned_RunsInAHostThatAsksForSignatures_AndIsReplacedAndUnloaded()
    {
        using var signer = Signer.Create(workspace.Root);
        await DotNet.RunAsync(Path.Combine(workspace.FolderOf("endpoints"), "Acme.Endpoints"), "build", "-p:PluginVersion=1.0.1", "-p:NuGetAudit=false");
        var first = await HandOverAsync("1.0.0", signer);
        var second = await HandOverAsync("1.0.1", signer);

        var options = new PluginTestHostOptions()
            .Configure("Plugins:Trust:Mode", "Signed")
            .Configure("Plugins:Trust:Roots:0", signer.RootFile);
        options.PluginFolders.Add(first);
        await using var host = await PluginTestHost.StartAsync(options);
        Assert.Equal("hello", await host.Client.GetStringAsync(new Uri("/acme-endpoints", UriKind.Relative)));

        var replacement = await host.ReplaceAsync(Id, second);

        Assert.Equal(("1.0.1", 2), (replacement.Version, replacement.Generation));
        Assert.Equal("hello", await host.Client.GetStringAsync(new Uri("/acme-endpoints", UriKind.Relative)));
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task PluginList_StagedPlugin_IsLoadedByTheProduct()
    {
        var host = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "Modular.Host", RepositoryPaths.Configuration, "modular.dll");
        var root = Path.GetFullPath(Path.Combine(workspace.StagedFolderOf("log-sink"), "..", ".."));

        var output = await DotNet.RunAsync(
            workspace.Root, host, "plugin", "list", $"--Plugins:Path={root}", $"--Plugins:Trust:UnsignedFolders:0={root}", $"--Plugins:DataPath={Path.Combine(workspace.Root, "data")}");

        Assert.Contains("acme.logsink", output, StringComparison.Ordinal);
        Assert.Contains("Loaded", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PluginNew_EachKind_WritesWhatDotnetNewWrites() => Assert.All(AuthorWorkspace.Plugins, plugin =>
    {
        Assert.Contains(plugin.Key, PluginTemplate.Kinds);
        var target = Path.Combine(workspace.Root, "new", plugin.Value);
        PluginTemplate.Create(plugin.Value, plugin.Key).Write(target);

        var generated = Directory.EnumerateFiles(workspace.FolderOf(plugin.Key), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(workspace.FolderOf(plugin.Key), path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));
        var written = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(target, path).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(generated.Order(StringComparer.Ordinal), written);
        Assert.All(written, path => Assert.Equal(
            File.ReadAllText(Path.Combine(workspace.FolderOf(plugin.Key), path)), File.ReadAllText(Path.Combine(target, path))));
    });

    private async Task<string> HandOverAsync(string version, Signer signer)
    {
        var package = Path.Combine(workspace.Root, $"{Id}.{version}.modplugin");
        await ModularAsync("plugin", "pack", workspace.StagedFolderOf("endpoints", version), "-o", package);
        await ModularAsync("plugin", "sign", package, "--key", signer.KeyFile, "--certificate", signer.CertificateFile);
        await ModularAsync("plugin", "verify", package, "--root", signer.RootFile);
        var folder = Path.Combine(workspace.Root, "unpacked", Id, version);
        await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(package, folder);
        return folder;
    }

    private async Task ModularAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        using var output = new StringWriter();
        var environment = new HostEnvironment
        {
            Output = output,
            Error = error,
            WorkingDirectory = workspace.Root,
            Variables = ConfigurationLayer.Create("environment", new Dictionary<string, string?>()),
        };

        var code = await HostProgram.RunAsync(arguments, environment, CancellationToken.None);

        Assert.True(code == 0, $"modular {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>A vendor's key and certificate, and the root an operator trusts, as files.</summary>
    private sealed class Signer(string folder) : IDisposable
    {
        private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string KeyFile => Path.Combine(folder, "key.pem");

        public string CertificateFile => Path.Combine(folder, "chain.pem");

        public string RootFile => Path.Combine(folder, "root.pem");

        public static Signer Create(string folder)
        {
            var signer = new Signer(folder);
            signer.Write();
            return signer;
        }

        public void Dispose()
        {
            _rootKey.Dispose();
            _key.Dispose();
        }

        private void Write()
        {
            var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var rootRequest = new CertificateRequest("CN=Test Root", _rootKey, HashAlgorithmName.SHA256);
            rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            using var root = rootRequest.CreateSelfSigned(from, to);
            var request = new CertificateRequest("CN=Acme", _key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], true));
            using var certificate = request.Create(root, from, to, [1, 2, 3]);
            File.WriteAllText(KeyFile, _key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
            File.WriteAllText(RootFile, root.ExportCertificatePem());
        }
    }
}
