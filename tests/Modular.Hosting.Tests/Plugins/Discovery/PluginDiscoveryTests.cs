using System.Text.Json.Nodes;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Server;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Discovery;

public sealed class PluginDiscoveryTests : IDisposable
{
    private const string Id = "test.endpoints";
    private readonly PluginRoot _root = new(Id, "test.security");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Discover_HonestPlugins_AreAccepted()
    {
        var catalog = Discover();

        Assert.Equal([Id, "test.security"], catalog.Packages.Select(package => package.Manifest.Id));
        Assert.Equal("default", catalog.Packages.First().Defaults["Fixture:Greeting"]);
        Assert.Contains("Fixture", catalog.Sections);
    }

    [Fact]
    public void Discover_RootMissing_IsEmpty()
    {
        var catalog = new PluginDiscovery(ProductVersion.Sdk, TrustPolicies.HashesOnly).Discover(Path.Combine(_root.Path, "absent"));

        Assert.Empty(catalog.Candidates);
        Assert.False(catalog.RootExists);
    }

    [Fact]
    public void Discover_SeveralVersions_HighestWins()
    {
        _root.Add(Id, Id, "0.9.0").Add(Id, Id, "0.10.0").Add(Id, Id, "0.10.0-rc.1");

        Assert.Equal("0.10.0", Discover().Candidates[0].Version);
    }

    [Fact]
    public void Discover_HighestVersionSpoilt_DoesNotFallBack()
    {
        _root.Add(Id, Id, "0.2.0");
        File.AppendAllText(Path.Combine(_root.FolderOf(Id, "0.2.0"), "Modular.Fixtures.Endpoints.dll"), "x");

        AssertRejected(PluginReasonCode.FileTampered);
    }

    public static TheoryData<string, string, string> Lies => new()
    {
        { "id", "\"test.other\"", PluginReasonCode.IdMismatch },
        { "id", "\"Test.Endpoints\"", PluginReasonCode.ManifestInvalid },
        { "id", "7", PluginReasonCode.ManifestInvalid },
        { "version", "\"0.1.1\"", PluginReasonCode.VersionMismatch },
        { "schema", "2", PluginReasonCode.SchemaUnsupported },
        { "schema", "\"1\"", PluginReasonCode.ManifestInvalid },
        { "tier", "\"T7\"", PluginReasonCode.TierUnknown },
        { "tier", "\"T2\"", PluginReasonCode.TierUnsupported },
        { "sdk", "\"99.0.0\"", PluginReasonCode.SdkIncompatible },
        { "sdk", "\"1.99.0\"", PluginReasonCode.SdkNewer },
        { "sdk", "\"0.1.0\"", PluginReasonCode.SdkIncompatible },
        { "sdk", "\"1.0.99\"", PluginReasonCode.SdkMismatch },
        { "sdk", "\"new\"", PluginReasonCode.ManifestInvalid },
        { "main", "\"Absent.dll\"", PluginReasonCode.MainMissing },
        { "main", "\"../test.security/0.1.0/Modular.Fixtures.Security.dll\"", PluginReasonCode.PathEscapes },
        { "main", "\"plugin.defaults.json\"", PluginReasonCode.PathEscapes },
        { "commands", "[\"fixture\"]", PluginReasonCode.CommandInvalid },
        { "commands", "[{\"summary\":\"nameless\"}]", PluginReasonCode.CommandInvalid },
        { "commands", "[{\"name\":\"--help\"}]", PluginReasonCode.CommandInvalid },
        { "commands", "[{\"name\":\"run\"}]", PluginReasonCode.CommandInvalid },
        { "commands", "{}", PluginReasonCode.ManifestInvalid },
        { "routes", "[\"/\"]", PluginReasonCode.RouteInvalid },
        { "routes", "[\"fixture\"]", PluginReasonCode.RouteInvalid },
        { "routes", "[\"/health\"]", PluginReasonCode.RouteInvalid },
        { "routes", "[\"/Swagger-UI/x\"]", PluginReasonCode.RouteInvalid },
        { "routes", "[\"/{any}\"]", PluginReasonCode.RouteInvalid },
        { "configuration", "[\"Server\"]", PluginReasonCode.SectionInvalid },
        { "configuration", "[\"A:B\"]", PluginReasonCode.SectionInvalid },
        { "configuration", "[]", PluginReasonCode.DefaultsInvalid },
        { "budgets", "{\"startMilliseconds\":0}", PluginReasonCode.ManifestInvalid },
        { "required", "\"yes\"", PluginReasonCode.ManifestInvalid },
        { "files", "[]", PluginReasonCode.ManifestInvalid },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Discover_LyingManifest_IsRejectedAndTheRestServes(string member, string value, string code)
    {
        _root.Edit(Id, manifest => manifest[member] = JsonNode.Parse(value));

        AssertRejected(code);
    }

    [Theory]
    [InlineData("../outside.dll")]
    [InlineData("a/../../outside.dll")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b.dll")]
    [InlineData("c:b.dll")]
    [InlineData("a//b.dll")]
    [InlineData("./b.dll")]
    [InlineData("")]
    public void Discover_FilePathLeavesTheFolder_IsRejected(string path)
    {
        _root.Edit(Id, manifest => manifest["files"]![path] = new string('0', 64));

        AssertRejected(PluginReasonCode.PathEscapes);
    }

    [Theory]
    [InlineData("{", PluginReasonCode.ManifestInvalid)]
    [InlineData("", PluginReasonCode.ManifestInvalid)]
    [InlineData("[]", PluginReasonCode.ManifestInvalid)]
    [InlineData("null", PluginReasonCode.ManifestInvalid)]
    [InlineData("\"plugin\"", PluginReasonCode.ManifestInvalid)]
    [InlineData("{}", PluginReasonCode.SchemaUnsupported)]
    public void Discover_NoManifestInTheFile_IsRejected(string content, string code)
    {
        File.WriteAllText(Path.Combine(_root.FolderOf(Id), "plugin.json"), content);

        AssertRejected(code);
    }

    [Fact]
    public void Discover_ManifestTooLargeOrTooDeep_IsRejected()
    {
        File.WriteAllText(Path.Combine(_root.FolderOf(Id), "plugin.json"), new string(' ', PluginManifestReader.MaximumBytes + 1));
        AssertRejected(PluginReasonCode.ManifestInvalid);

        File.WriteAllText(Path.Combine(_root.FolderOf(Id), "plugin.json"), new string('[', 100_000));
        AssertRejected(PluginReasonCode.ManifestInvalid);
    }

    [Fact]
    public void Discover_ManifestMissing_IsRejected()
    {
        File.Delete(Path.Combine(_root.FolderOf(Id), "plugin.json"));

        AssertRejected(PluginReasonCode.ManifestMissing);
    }

    [Fact]
    public void Discover_FolderWithoutVersion_IsRejected()
    {
        Directory.Delete(_root.FolderOf(Id), recursive: true);

        AssertRejected(PluginReasonCode.FolderInvalid);
    }

    [Fact]
    public void Discover_FolderNamedByNoVersion_IsRejected()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, Id, "latest"));

        AssertRejected(PluginReasonCode.FolderInvalid);
    }

    [Fact]
    public void Discover_OneByteChanged_IsRejected()
    {
        var path = Path.Combine(_root.FolderOf(Id), "Modular.Fixtures.Endpoints.dll");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        AssertRejected(PluginReasonCode.FileTampered);
    }

    [Fact]
    public void Discover_ExtraFile_IsRejected()
    {
        Directory.CreateDirectory(Path.Combine(_root.FolderOf(Id), "deep", "down"));
        File.WriteAllText(Path.Combine(_root.FolderOf(Id), "deep", "down", "extra.dll"), "x");

        AssertRejected(PluginReasonCode.FileExtra);
    }

    [Fact]
    public void Discover_FileMissing_IsRejected()
    {
        File.Delete(Path.Combine(_root.FolderOf(Id), "Modular.Fixtures.Endpoints.pdb"));

        AssertRejected(PluginReasonCode.FileMissing);
    }

    [Fact]
    public void Discover_Link_IsRejected()
    {
        File.CreateSymbolicLink(Path.Combine(_root.FolderOf(Id), "link.dll"), "/etc/hostname");

        AssertRejected(PluginReasonCode.PathEscapes);
    }

    [Fact]
    public void Discover_CopyOfTheContract_IsRejected()
    {
        _root.Write(Id, "Modular.Sdk.dll", "whatever");

        AssertRejected(PluginReasonCode.ContractCopied);
    }

    [Fact]
    public void Discover_MainIsNoAssembly_IsRejected()
    {
        _root.Write(Id, "Modular.Fixtures.Endpoints.dll", "MZ and nothing more");

        AssertRejected(PluginReasonCode.AssemblyInvalid);
    }

    [Theory]
    [InlineData("{ nonsense")]
    [InlineData("""{ "Server": { "Urls": "http://0.0.0.0:1" } }""")]
    public void Discover_DefaultsWrongOrForeign_IsRejected(string defaults)
    {
        _root.Write(Id, "plugin.defaults.json", defaults);

        AssertRejected(PluginReasonCode.DefaultsInvalid);
    }

    [Fact]
    public void Discover_SameCommandTwice_RejectsTheSecondAndNamesTheFirst()
    {
        _root.Add(Id, "test.second");

        var catalog = Discover();

        var second = catalog.Candidates.Single(candidate => candidate.Id == "test.second");
        Assert.Equal(PluginReasonCode.CommandInvalid, second.Rejection?.Code);
        Assert.Contains(Id, second.Rejection!.Reason, StringComparison.Ordinal);
    }

    private PluginCatalog Discover() => new PluginDiscovery(ProductVersion.Sdk, TrustPolicies.HashesOnly).Discover(_root.Path);

    private void AssertRejected(string code)
    {
        var catalog = Discover();
        var candidate = catalog.Candidates.Single(candidate => candidate.Id == Id);
        Assert.NotNull(candidate.Rejection);
        Assert.Equal(code, candidate.Rejection.Code);
        Assert.NotEmpty(candidate.Rejection.Reason);
        Assert.Null(candidate.Package);
        Assert.Equal(["test.security"], catalog.Packages.Select(package => package.Manifest.Id));
    }
}
