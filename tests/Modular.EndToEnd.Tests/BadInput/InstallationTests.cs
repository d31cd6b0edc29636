using System.Text.Json;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.BadInput;

/// <summary>Broken installations: no plugins, a plugin whose manifest lies, broken databases.</summary>
public sealed class InstallationTests
{
    [Fact]
    public async Task Run_WithoutAPluginFolder_SaysWhereItLookedAndFails()
    {
        using var state = new TemporaryFolder();
        var missing = Path.Combine(state.Path, "no-plugins-here");
        await using var server = ModularExecutable.Start(state, "run", "--Plugins:Path=" + missing, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, await server.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains(missing, server.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongSwitchesAndKeys_ReportsAllOfThemAndIsWrongUse()
    {
        using var state = new TemporaryFolder();
        await using var server = ModularExecutable.Start(
            state, "run", "--no-such-switch", "--DoIp:NoSuchKey=1", "--NoSuchSection:Key=1");
        Assert.Equal(2, await server.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("no-such-switch", server.Everything, StringComparison.Ordinal);
        Assert.Contains("NoSuchSection", server.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sovd:NoSuchKey", "1")]
    [InlineData("Uds:NoSuchKey", "1")]
    [InlineData("Jwt:NoSuchKey", "1")]
    [InlineData("Sovd:MaxRequestBodyBytes", "many")]
    public async Task ConfigCheck_KeyOrValueThatAPluginDoesNotKnow_IsNamedAndWrongUse(string key, string value)
    {
        using var state = new TemporaryFolder();
        await using var check = ModularExecutable.Start(state, "config", "check", $"--{key}={value}");
        Assert.Equal(2, await check.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains(key.Split(':')[1], check.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AddressInUse_SaysSoInOneLineAndFails()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var state = new TemporaryFolder();
        await using var server = ModularExecutable.Start(state, "run", "--urls", $"http://{taken.LocalEndpoint}");
        Assert.Equal(1, await server.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("cannot listen", server.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PluginWhoseManifestLies_IsReportedWhileTheRestServes()
    {
        using var folder = new TemporaryFolder();
        CopyFolder(Path.Combine(ModularExecutable.Folder, "plugins"), folder.Path);
        var simulation = Assert.Single(Directory.GetDirectories(Path.Combine(folder.Path, "modular.simulation")));
        await File.AppendAllTextAsync(Path.Combine(simulation, "Modular.Plugins.Simulation.deps.json"), " ");
        var empty = Directory.CreateDirectory(Path.Combine(folder.Path, "..", Path.GetFileName(folder.Path) + "-mdd")).FullName;
        try
        {
            await using var server = await Server.StartAsync(
                ["run", "--Plugins:Path=" + folder.Path, "--Database:Path=" + empty, "--DoIp:TesterAddress=127.0.0.1", "--DoIp:GatewayPort=1", "--DoIp:Discovery:Broadcast=false", "--insecure-dev"]);
            var (_, health) = await server.GetAsync("/health");
            Assert.Contains("modular.simulation", health.GetRawText(), StringComparison.Ordinal);
            Assert.Contains("Modular.Plugins.Simulation.deps.json", health.GetRawText(), StringComparison.Ordinal);
            var (status, version) = await server.GetAsync("/vehicle/v15/data/version");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(JsonValueKind.Object, version.ValueKind);
        }
        finally
        {
            Directory.Delete(empty);
        }
    }

    [SharedDataFact]
    public async Task Start_TruncatedDatabaseBesideAGoodOne_ServesTheGoodOneAndNamesTheOther()
    {
        using var databases = new TemporaryFolder();
        var source = Path.Combine(RepositoryPaths.SharedData!, "mdd", "FLXC1000.mdd");
        File.Copy(source, Path.Combine(databases.Path, "FLXC1000.mdd"));
        await File.WriteAllBytesAsync(Path.Combine(databases.Path, "torn.mdd"), (await File.ReadAllBytesAsync(source))[..5000]);
        await using var simulator = await Simulator.StartAsync(Path.Combine(RepositoryPaths.SharedData!, "mdd"));
        await using var server = await Server.StartAsync(databases.Path, simulator.Port);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");
        var (_, health) = await server.GetAsync("/health");
        Assert.Contains("torn.mdd", health.GetRawText() + server.Process.Everything, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Simulate_OnlyATruncatedDatabase_FailsNamingItAndTheReason()
    {
        using var databases = new TemporaryFolder();
        var source = Path.Combine(RepositoryPaths.SharedData!, "mdd", "FLXC1000.mdd");
        await File.WriteAllBytesAsync(Path.Combine(databases.Path, "torn.mdd"), (await File.ReadAllBytesAsync(source))[..5000]);
        using var state = new TemporaryFolder();
        await using var simulate = ModularExecutable.Start(
            state, "simulate", "--mdd", databases.Path, "--address", "127.0.0.1", "--port", "0");
        Assert.NotEqual(0, await simulate.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("torn.mdd", simulate.Everything, StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
