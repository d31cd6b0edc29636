using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Modular.Hosting.Commands;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Commands;

public sealed class HostProgramTests : IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints", "test.security");
    private readonly ProgramRun _run;

    public HostProgramTests() => _run = new ProgramRun(_root.Path);

    private string Plugins => $"--Plugins:Path={_root.Path}";

    public void Dispose()
    {
        _run.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task Version_PrintsItAlone()
    {
        Assert.Equal(ExitCode.Done, await _run.RunAsync("--version"));
        Assert.Equal("0.1.0" + Environment.NewLine, _run.Output);
    }

    [Fact]
    public async Task Help_ListsCommandsOfPlugins()
    {
        Assert.Equal(ExitCode.Done, await _run.RunAsync("--help", Plugins));
        Assert.Contains("plugin list", _run.Output, StringComparison.Ordinal);
        Assert.Contains("Prints its arguments (test.endpoints)", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Mistakes_ExitsWith2AndNamesAll()
    {
        Assert.Equal(ExitCode.WrongUse, await _run.RunAsync(Plugins, "--nonsense", "--Unknown:Key=1", "--urls=http://0.0.0.0:1"));
        Assert.Contains("3 mistakes", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--nonsense", _run.Error, StringComparison.Ordinal);
        Assert.Contains("Unknown (command line)", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--insecure-dev", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plugin", "list")]
    [InlineData("demo")]
    public async Task Run_NoPlugins_ExitsWith1AndSaysWhereItLooked(params string[] words)
    {
        Assert.Equal(ExitCode.Failed, await _run.RunAsync([$"--Plugins:Path={_root.Path}/absent", .. words]));
        Assert.Contains($"{_root.Path}/absent", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--Plugins:Path=DIR", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortTaken_ExitsWith1AndSaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.Equal(ExitCode.Failed, await _run.RunAsync(Plugins, $"--urls=http://{taken.LocalEndpoint}", "--Log:Level=None"));
        Assert.Contains(taken.LocalEndpoint.ToString()!, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginList_Json_TellsStatesAndTimes()
    {
        _root.Add("test.two-modules", "test.two-modules");

        Assert.Equal(ExitCode.Done, await _run.RunAsync("plugin", "list", "--json", Plugins));

        var items = JsonNode.Parse(_run.Output)!.AsArray();
        Assert.Equal(["test.endpoints", "test.security", "test.two-modules"], items.Select(item => (string?)item!["id"]));
        Assert.Equal(["Loaded", "Loaded", "Faulted"], items.Select(item => (string?)item!["state"]));
        Assert.True((double?)items[0]!["loadMilliseconds"] > 0);
        Assert.Equal("T1", (string?)items[0]!["tier"]);
        Assert.Equal("module-ambiguous", (string?)items[2]!["code"]);
    }

    [Fact]
    public async Task PluginList_Table_HasALineForEachPlugin()
    {
        Assert.Equal(ExitCode.Done, await _run.RunAsync("plugin", "list", Plugins));
        Assert.Equal(3, _run.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Token_Subject_PrintsTheTokenAlone()
    {
        Assert.Equal(ExitCode.Done, await _run.RunAsync("token", "--subject", "alice", Plugins));
        Assert.Equal("token-for-alice" + Environment.NewLine, _run.Output);
    }

    [Fact]
    public async Task Token_NoIssuer_ExitsWith1()
    {
        using var root = new PluginRoot("test.endpoints");

        Assert.Equal(ExitCode.Failed, await _run.RunAsync("token", "--subject=alice", $"--Plugins:Path={root.Path}", $"--Plugins:Trust:UnsignedFolders:0={root.Path}"));
        Assert.Empty(_run.Output);
        Assert.Contains("ITokenIssuer", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_PluginRefusesItsSection_ExitsWith2()
    {
        Assert.Equal(ExitCode.WrongUse, await _run.RunAsync("config", "check", Plugins, "--Fixture:Number=99"));
        Assert.Contains("test.endpoints", _run.Error, StringComparison.Ordinal);
        Assert.Contains("Number", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_Valid_ExitsWith0() => Assert.Equal(ExitCode.Done, await _run.RunAsync("config", "check", Plugins));

    [Fact]
    public async Task Doctor_Healthy_ExitsWith0() =>
        Assert.Equal(ExitCode.Done, await _run.RunAsync("doctor", Plugins, "--urls=http://127.0.0.1:0"));

    [Fact]
    public async Task Doctor_PortTakenAndPluginSpoilt_ReportsBoth()
    {
        File.Delete(Path.Combine(_root.FolderOf("test.security"), "plugin.json"));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.Equal(ExitCode.Failed, await _run.RunAsync("doctor", Plugins, $"--urls=http://{taken.LocalEndpoint}"));
        Assert.Contains("manifest-missing", _run.Output, StringComparison.Ordinal);
        Assert.Contains("cannot be bound", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginCommand_Arguments_ArriveUntouchedAndItsExitCodeReturns()
    {
        Assert.Equal(7, await _run.RunAsync(Plugins, "fixture", "--help", "--Fixture:Greeting=not-mine", "x"));
        Assert.Equal("test.endpoints@0.1.0#1 default --help|--Fixture:Greeting=not-mine|x" + Environment.NewLine, _run.Output);
    }

    [Fact]
    public async Task PluginCommand_Throws_ExitsWith1AndNamesThePlugin()
    {
        Assert.Equal(ExitCode.Failed, await _run.RunAsync(Plugins, "fixture", "throw"));
        Assert.Contains("test.endpoints: the command threw", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginCommand_OfNobody_ExitsWith2() => Assert.Equal(ExitCode.WrongUse, await _run.RunAsync(Plugins, "dance"));

    [Fact]
    public async Task PluginCommand_OfARejectedPlugin_ExitsWith1AndSaysWhy()
    {
        File.Delete(Path.Combine(_root.FolderOf("test.endpoints"), "Modular.Fixtures.Endpoints.pdb"));

        Assert.Equal(ExitCode.Failed, await _run.RunAsync(Plugins, "fixture"));
        Assert.Contains("file-missing", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginCommand_DeclaredButNotExported_ExitsWith1()
    {
        _root.Edit("test.endpoints", manifest => manifest["commands"]![0]!["name"] = "ghost");

        Assert.Equal(ExitCode.Failed, await _run.RunAsync(Plugins, "ghost"));
        Assert.Contains("ghost", _run.Error, StringComparison.Ordinal);
    }
}
