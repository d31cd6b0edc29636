using System.Security.Cryptography;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Server;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Discovery;

public sealed class PluginAssemblyGateTests : IDisposable
{
    private const string Id = "test.endpoints";
    private const string Main = "Modular.Fixtures.Endpoints.dll";
    private const string Dependencies = "Modular.Fixtures.Endpoints.deps.json";
    private readonly PluginRoot _root = new(Id);

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(".NETCoreApp,Version=v10.0")]
    [InlineData(".NETCoreApp,Version=v8.0")]
    [InlineData(".NETStandard,Version=v2.1")]
    [InlineData(null)]
    public void Discover_FrameworkTheHostHas_IsAccepted(string? framework)
    {
        Replace(CraftedAssembly.Create(ProductVersion.Sdk.ToString(), framework));

        Assert.Null(Discover().Rejection);
    }

    [Theory]
    [InlineData(".NETCoreApp,Version=v10.1", PluginReasonCode.FrameworkNewer)]
    [InlineData(".NETCoreApp,Version=v99.0", PluginReasonCode.FrameworkNewer)]
    [InlineData(".NETFramework,Version=v4.8", PluginReasonCode.FrameworkForeign)]
    [InlineData("whatever", PluginReasonCode.FrameworkForeign)]
    [InlineData("", PluginReasonCode.FrameworkForeign)]
    public void Discover_FrameworkTheHostLacks_IsRejected(string framework, string code)
    {
        Replace(CraftedAssembly.Create(ProductVersion.Sdk.ToString(), framework));

        Assert.Equal(code, Discover().Rejection?.Code);
    }

    [Theory]
    [InlineData(null, PluginReasonCode.SdkUnstamped)]
    [InlineData("0.0.9", PluginReasonCode.SdkMismatch)]
    [InlineData("1.0.99", PluginReasonCode.SdkMismatch)]
    public void Discover_StampMissingOrOther_IsRejected(string? stamp, string code)
    {
        Replace(CraftedAssembly.Create(stamp, ".NETCoreApp,Version=v10.0"));

        Assert.Equal(code, Discover().Rejection?.Code);
    }

    [Theory]
    [InlineData("System.Text.Json.dll")]
    [InlineData("microsoft.aspnetcore.http.dll")]
    public void Discover_CopyOfTheFramework_IsRejected(string file)
    {
        _root.Write(Id, file, "whatever");

        Assert.Equal(PluginReasonCode.FrameworkCopied, Discover().Rejection?.Code);
    }

    [Fact]
    public void Discover_ManifestNamesOtherSystemsOnly_IsRejected()
    {
        _root.Edit(Id, manifest => manifest["native"] = new System.Text.Json.Nodes.JsonArray("plan9-mips"));

        Assert.Equal(PluginReasonCode.NativeMissing, Discover().Rejection?.Code);
    }

    [Fact]
    public void Discover_NativeLibraryOfThisSystem_MustBeInTheFolder()
    {
        var mine = RuntimeIdentifiers.Current()[0];
        WriteDependencies(("plan9-mips", "runtimes/plan9-mips/native/x.so"), (mine, "native.so"));
        Assert.Equal(PluginReasonCode.NativeMissing, Discover().Rejection?.Code);

        _root.Write(Id, "native.so", "library");
        Assert.Null(Discover().Rejection);
    }

    [Fact]
    public void Discover_NativeLibraryForOtherSystemsOnly_IsRejectedAndNamesThem()
    {
        WriteDependencies(("plan9-mips", "runtimes/plan9-mips/native/x.so"));

        var rejection = Discover().Rejection;

        Assert.Equal(PluginReasonCode.NativeMissing, rejection?.Code);
        Assert.Contains("plan9-mips", rejection!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"targets":[]}""")]
    [InlineData("""{"targets":{"x":7}}""")]
    [InlineData("""{"targets":{"x":{"y":{"runtimeTargets":{"z":7}}}}}""")]
    public void Discover_DependenciesUnreadable_IsRejected(string content)
    {
        _root.Write(Id, Dependencies, content);

        Assert.Equal(PluginReasonCode.AssemblyInvalid, Discover().Rejection?.Code);
    }

    private void WriteDependencies(params (string Runtime, string Path)[] natives)
    {
        var items = string.Join(',', natives.Select(native => $$"""  "{{native.Path}}": { "rid": "{{native.Runtime}}", "assetType": "native" }"""));
        _root.Write(Id, Dependencies, $$"""{ "targets": { "net": { "lib/1.0.0": { "runtimeTargets": { {{items}} } } } } }""");
    }

    private void Replace(byte[] assembly)
    {
        File.WriteAllBytes(Path.Combine(_root.FolderOf(Id), Main), assembly);
        _root.Edit(Id, manifest => manifest["files"]![Main] = Convert.ToHexString(SHA256.HashData(assembly)));
    }

    private PluginCandidate Discover() => new PluginDiscovery(ProductVersion.Sdk, TrustPolicies.HashesOnly).Discover(_root.Path).Candidates.Single();
}
