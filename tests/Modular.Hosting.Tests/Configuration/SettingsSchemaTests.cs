using System.Text;
using System.Text.Json.Nodes;
using Modular.Hosting.Commands;
using Modular.Hosting.Configuration;
using Modular.Hosting.Configuration.Schema;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Configuration;

public sealed class SettingsSchemaTests : IDisposable
{
    private const string Id = "test.settings";
    private readonly PluginRoot _root = new(Id);

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("Settings:Count=abc", "Settings:Count", "'abc' is not a whole number of 1 to 10")]
    [InlineData("Settings:Count=11", "Settings:Count", "out of the range 1 to 10")]
    [InlineData("Settings:Count=1.5", "Settings:Count", "not a whole number")]
    [InlineData("Settings:Level=Middle", "Settings:Level", "none of Low, High")]
    [InlineData("Settings:Name=123456789012345678901", "Settings:Name", "21 characters; at most 20")]
    [InlineData("Settings:Colour=red", "Settings:Colour", "unknown key; Settings knows Count, Inner, Level, Limits, Name, Secret, Tags")]
    [InlineData("Settings:Inner=yes", "Settings:Inner", "is a section with keys of its own, not a value")]
    [InlineData("Settings:Inner:Flag=maybe", "Settings:Inner:Flag", "'maybe' is not true or false")]
    [InlineData("Settings:Inner:Factor=0.1", "Settings:Inner:Factor", "out of the range at least 0.5")]
    [InlineData("Settings:Inner:Flag:Deep=1", "Settings:Inner:Flag", "has no keys such as Deep")]
    [InlineData("Settings:Tags=one", "Settings:Tags", "is a list with keys of its own, not a value")]
    [InlineData("Settings:Tags:first=one", "Settings:Tags:first", "whose keys are 0, 1, 2")]
    [InlineData("Settings:Limits:Any=-1", "Settings:Limits:Any", "at least 0")]
    public async Task ConfigCheck_Mistake_IsToldWithItsPathAndSource(string setting, string path, string message)
    {
        using var run = new ProgramRun(_root.Path);

        Assert.Equal(ExitCode.WrongUse, await run.RunAsync("config", "check", $"--Plugins:Path={_root.Path}", $"--{setting}"));

        Assert.Contains($"{path} (command line): ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_Secret_IsNotRepeated()
    {
        using var run = new ProgramRun(_root.Path);

        await run.RunAsync("config", "check", $"--Plugins:Path={_root.Path}", "--Settings:Secret=hush");

        Assert.Contains("Settings:Secret (command line): the value has 4 characters", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_SeveralMistakesInSeveralPlugins_ToldAllAtOnce()
    {
        _root.Add("test.endpoints", "test.endpoints").Edit("test.endpoints", static manifest => manifest["requires"] = new JsonArray("Modular.Sdk.Hosting.IDemoVehicle"));
        using var run = new ProgramRun(_root.Path);
        File.WriteAllText(Path.Combine(_root.Path, "modular.json"), """{ "Settings": { "Count": 0, "Level": "x" } }""");

        Assert.Equal(ExitCode.WrongUse, await run.RunAsync("config", "check", $"--Plugins:Path={_root.Path}", "--Fixture:Number=99"));

        Assert.Contains("Settings:Count (modular.json)", run.Error, StringComparison.Ordinal);
        Assert.Contains("Settings:Level (modular.json)", run.Error, StringComparison.Ordinal);
        Assert.Contains("test.endpoints", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_ScalarForASectionWithoutSchema_IsAMistake()
    {
        _root.Add("test.endpoints", "test.endpoints");
        File.WriteAllText(Path.Combine(_root.Path, "modular.json"), """{ "Fixture": "text" }""");
        using var run = new ProgramRun(_root.Path);

        Assert.Equal(ExitCode.WrongUse, await run.RunAsync("config", "check", $"--Plugins:Path={_root.Path}"));
        Assert.Contains("Fixture (modular.json): is a section with keys of its own, not a value", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InvalidSettings_TheModuleNeverRuns()
    {
        await using var server = await TestServer.StartAsync(_root, "--Settings:Count=99");

        Assert.Equal(PluginReasonCode.ConfigurationInvalid, server.StatusOf(Id).Fault?.Code);
        Assert.Contains("Settings:Count (command line)", server.StatusOf(Id).Fault!.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "properties": { "Settings": { "pattern": "a+" } } }""", "/properties/Settings/pattern")]
    [InlineData("""{ "properties": { "Settings": { "type": "text" } } }""", "/properties/Settings/type")]
    [InlineData("""{ "properties": { "Other": { } } }""", "/properties/Other")]
    [InlineData("""{ "properties": { "Settings": { "minLength": -1 } } }""", "/properties/Settings/minLength")]
    [InlineData("""{ "properties": { "Settings": { "properties": { "A": {}, "a": {} } } } }""", "/properties/Settings/properties/a")]
    [InlineData("[1]", "/")]
    [InlineData("{", "plugin.schema.json")]
    public void Discover_SchemaTheHostCannotHold_IsRejectedWithThePlace(string schema, string place)
    {
        _root.Write(Id, "plugin.schema.json", schema);

        var rejection = new ProgramRun(_root.Path).Prepare($"--Plugins:Path={_root.Path}").Catalog.Candidates.Single().Rejection;

        Assert.Equal(PluginReasonCode.SettingsSchemaInvalid, rejection?.Code);
        Assert.Contains(place, rejection!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigSchema_PrintsHostAndPlugins()
    {
        _root.Add("test.endpoints", "test.endpoints");
        using var run = new ProgramRun(_root.Path);

        Assert.Equal(ExitCode.Done, await run.RunAsync("config", "schema", $"--Plugins:Path={_root.Path}"));

        var properties = JsonNode.Parse(run.Output)!["properties"]!;
        Assert.Equal(20, (int)properties["Settings"]!["properties"]!["Name"]!["maxLength"]!);
        Assert.Equal("object", (string?)properties["Fixture"]!["type"]);
        Assert.NotNull(properties["Server"]!["properties"]!["Urls"]);
    }

    [Fact]
    public void ReadHost_EveryKeyOfTheHost_IsInItsSchema()
    {
        var schema = SettingsSchemaReader.Read(Encoding.UTF8.GetBytes(ConfigurationSchema.ReadHost().ToJsonString()));

        Assert.All(HostKeys.All, key =>
        {
            var node = schema;
            foreach (var part in key.Split(':'))
            {
                Assert.True(node.Properties.TryGetValue(part, out node!), $"{key} is not in host.schema.json.");
            }
        });
    }
}
