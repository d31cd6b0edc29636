using System.Reflection;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;
using Modular.Sdk.Transports;

namespace Modular.Templates.Tests.Compatibility;

/// <summary>Plugins compiled against contracts as they were released run under the present host.</summary>
public sealed class ContractTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("modular-contract-").FullName;

    public static TheoryData<string> Kept => [.. ContractPackage.Versions];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Packages_OfReleases_AreKept() => Assert.Contains("1.0.0", ContractPackage.Versions);

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Plugin_BuiltOnAReleasedContract_RunsAndUnloads(string version)
    {
        var options = new PluginTestHostOptions();
        options.PluginFolders.Add(ContractPackage.Open(version).StagePlugin(_root));
        await using var host = await PluginTestHost.StartAsync(options);

        Assert.Equal("compatible.plugin@1.0.0#1 nobody False", await host.Client.GetStringAsync(new Uri("/compatible", UriKind.Relative)));
        Assert.Equal("somebody", await host.Client.GetStringAsync(new Uri("/compatible/caller", UriKind.Relative)));
        Assert.Equal(1, await host.UseAsync<ITransport, int>(async transport => (await transport.DiscoverAsync(CancellationToken.None)).Count));
        Assert.False(await host.UseAsync<ISafetyPolicy, bool>(async policy => (await policy.EvaluateAsync(
            new SafetyRequest("ECU", new DiagnosticService { ShortName = "Reset", Layer = "Base" }, ServiceEffect.Changes, default, null), CancellationToken.None)).IsAllowed));
        Assert.Null(await host.UseAsync<IAuthenticator, string?>(async authenticator => (await authenticator.AuthenticateAsync(
            new AuthenticationRequest { Method = "GET", Path = "/", Headers = new Dictionary<string, string> { ["X-Refuse"] = "yes" } }, CancellationToken.None)).Context?.Subject));
        await host.ReplaceAsync("compatible.plugin");
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task Plugin_BuiltOnTheNextMinorContract_IsRefusedBeforeItRuns()
    {
        var present = Version.Parse(AuthorWorkspace.SdkVersion);
        var options = new PluginTestHostOptions();
        options.PluginFolders.Add(ContractPackage.Open("1.0.0").StagePlugin(_root, $"{present.Major}.{present.Minor + 1}.0"));

        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync(options));

        Assert.Equal("sdk-newer", exception.Code);
    }

    [Theory]
    [InlineData(typeof(Modular.Sdk.Plugins.IPluginModule))]
    [InlineData(typeof(PluginTestHost))]
    public void AssemblyVersion_OfPublishedAssemblies_HasTheMajorVersionOnly(Type type)
    {
        var version = type.Assembly.GetName().Version!;

        Assert.Equal((int.Parse(AuthorWorkspace.SdkVersion.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture), 0, 0, 0), (version.Major, version.Minor, version.Build, version.Revision));
        Assert.Equal(AuthorWorkspace.SdkVersion, type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
    }
}
