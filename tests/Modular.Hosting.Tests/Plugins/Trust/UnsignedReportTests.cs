using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Trust;

public sealed class UnsignedReportTests
{
    private const string Id = "test.endpoints";

    [Fact]
    public async Task Run_UnsignedPlugin_IsWarnedOfAndInHealth()
    {
        using var root = new PluginRoot(Id);
        await using var server = await TestServer.StartAsync(root);

        var health = JsonNode.Parse((await server.GetAsync("/health")).Body)!;

        Assert.Equal([Id], health["unsigned"]!.AsArray().Select(item => (string?)item));
        Assert.Contains(server.Log.Lines, line => line.Contains("Warning", StringComparison.Ordinal) && line.Contains($"{Id} 0.1.0 in {root.FolderOf(Id)} is not signed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PluginList_UnsignedPlugin_SaysSo()
    {
        using var root = new PluginRoot(Id);
        using var run = new ProgramRun(root.Path);

        await run.RunAsync("plugin", "list", "--json", $"--Plugins:Path={root.Path}");

        Assert.Equal("Exempt", (string?)JsonNode.Parse(run.Output)![0]!["trust"]);
    }

    [Fact]
    public void Prepare_FolderNotExempt_RejectsEverythingInIt()
    {
        using var root = new PluginRoot(Id);
        using var run = new ProgramRun(root.Path);
        run.Variables.Remove("MODULAR__PLUGINS__TRUST__UNSIGNEDFOLDERS__0");

        Assert.Equal("signature-missing", run.Prepare($"--Plugins:Path={root.Path}").Catalog.Candidates.Single().Rejection?.Code);
        Assert.True(run.Prepare($"--Plugins:Path={root.Path}", "--insecure-dev").Catalog.Packages.Single().Trust.IsUnsigned);
    }

    [Fact]
    public void Prepare_AdditionalFolder_AddsPluginsAndHidesNone()
    {
        using var root = new PluginRoot(Id);
        using var more = new PluginRoot(Id, "test.security");
        using var run = new ProgramRun(root.Path);

        var catalog = run.Prepare($"--Plugins:Path={root.Path}", $"--Plugins:Additional:0={more.Path}", $"--Plugins:Trust:UnsignedFolders:1={more.Path}").Catalog;

        Assert.Equal([root.FolderOf(Id), more.FolderOf("test.security")], catalog.Packages.Select(package => package.Directory));
        Assert.Equal([Path.Combine(more.Path, Id)], catalog.Shadowed);
    }

    [Theory]
    [InlineData("Mode", "Loose")]
    [InlineData("Mode", "1")]
    [InlineData("Roots:0", "absent.pem")]
    [InlineData("Pins:0", "abc")]
    [InlineData("Denied:0", "Not An Id")]
    [InlineData("Denied:0", "test.endpoints@new")]
    [InlineData("Unknown", "x")]
    public void Prepare_TrustWrong_IsAMistakeWithItsPath(string key, string value)
    {
        using var root = new PluginRoot(Id);
        using var run = new ProgramRun(root.Path);

        var mistake = Assert.Single(run.Prepare($"--Plugins:Path={root.Path}", $"--Plugins:Trust:{key}={value}").Mistakes);

        Assert.Equal($"Plugins:Trust:{key}", mistake.Path);
    }
}
