using Modular.Hosting.Commands;

namespace Modular.Hosting.Tests.Configuration;

public class CommandLineParserTests
{
    [Fact]
    public void Parse_Nothing_Runs()
    {
        var line = CommandLineParser.Parse([]);

        Assert.Equal(HostCommands.Run, line.Command);
        Assert.Empty(line.Mistakes);
    }

    [Theory]
    [InlineData("--DoIp:Port=13400")]
    [InlineData("--DoIp:Port", "13400")]
    public void Parse_Setting_IsTakenInBothForms(params string[] arguments)
    {
        var line = CommandLineParser.Parse(arguments);

        Assert.Equal("13400", line.Settings["doip:port"]);
        Assert.Empty(line.Mistakes);
    }

    [Fact]
    public void Parse_PluginCommand_LeavesWhatFollowsUntouched()
    {
        var line = CommandLineParser.Parse(["--Plugins:Path=x", "mdd", "info", "--json", "--help", "-x", "--Foo:Bar=1"]);

        Assert.Equal("mdd", line.Command);
        Assert.Equal(["info", "--json", "--help", "-x", "--Foo:Bar=1"], line.Arguments);
        Assert.False(line.IsHelp);
        Assert.Equal(["Plugins:Path"], line.Settings.Keys);
        Assert.Empty(line.Mistakes);
    }

    [Fact]
    public void Parse_HostCommand_TakesOptionsOnBothSides()
    {
        var line = CommandLineParser.Parse(["--urls", "http://127.0.0.1:1", "plugin", "list", "--json", "--config=c.json"]);

        Assert.Empty(line.Mistakes);
        Assert.True(line.IsJson);
        Assert.Equal("c.json", line.ConfigurationFile);
        Assert.Equal("http://127.0.0.1:1", line.Settings["Server:Urls"]);
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("-x")]
    [InlineData("--Section:Key")]
    [InlineData("--Section:Key", "--json-is-no-value")]
    [InlineData("--config")]
    [InlineData("--insecure-dev=yes")]
    [InlineData("plugin", "dance")]
    [InlineData("plugin", "pack", "dir")]
    [InlineData("plugin", "pack", "-o", "file")]
    [InlineData("plugin", "sign", "dir", "--key", "k")]
    [InlineData("plugin", "sign", "dir", "--certificate", "c")]
    [InlineData("plugin", "sign", "dir", "--key", "k", "--key", "k", "--certificate", "c")]
    [InlineData("plugin", "verify")]
    [InlineData("plugin", "verify", "dir", "--key", "k")]
    [InlineData("plugin", "verify", "dir", "--root")]
    [InlineData("plugin", "verify", "dir", "--json")]
    [InlineData("run", "--root", "r")]
    [InlineData("plugin", "install")]
    [InlineData("plugin", "install", "file", "--root", "r")]
    [InlineData("plugin", "remove")]
    [InlineData("plugin", "remove", "id", "1.0.0", "more")]
    [InlineData("plugin", "remove", "id", "1.0.0", "--token", "t")]
    [InlineData("plugin", "show", "id")]
    [InlineData("plugin", "show", "id", "--token", "t", "--server", "ftp://x")]
    [InlineData("run", "--token", "t")]
    [InlineData("config", "dance")]
    [InlineData("--config=a", "--config=b")]
    [InlineData("config")]
    [InlineData("token")]
    [InlineData("token", "--subject", "a", "b")]
    [InlineData("run", "fast")]
    [InlineData("run", "--json")]
    [InlineData("run", "--subject", "a")]
    public void Parse_WrongUse_IsAMistake(params string[] arguments) => Assert.NotEmpty(CommandLineParser.Parse(arguments).Mistakes);

    [Theory]
    [InlineData("plugin", "install", "file")]
    [InlineData("plugin", "install", "file", "--token", "t", "--server", "http://127.0.0.1:1")]
    [InlineData("plugin", "remove", "id")]
    [InlineData("plugin", "remove", "id", "1.0.0")]
    [InlineData("plugin", "release", "id")]
    [InlineData("plugin", "replace", "id", "1.0.0", "--token", "t")]
    [InlineData("plugin", "verify", "dir", "--root", "a", "--root", "b")]
    [InlineData("plugin", "dance", "--help")]
    [InlineData("config", "schema")]
    [InlineData("doctor")]
    public void Parse_RightUse_IsNoMistake(params string[] arguments) => Assert.Empty(CommandLineParser.Parse(arguments).Mistakes);

    [Fact]
    public void Parse_WrongWords_ListsTheRightOnes()
    {
        var mistake = Assert.Single(CommandLineParser.Parse(["plugin", "sign", "dir", "more"]).Mistakes);

        Assert.Equal("plugin sign dir more", mistake.Path);
        Assert.Contains("'plugin sign DIR|FILE --key VALUE --certificate VALUE'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralMistakes_ReportsAll() =>
        Assert.Equal(3, CommandLineParser.Parse(["--one", "--two", "--config"]).Mistakes.Count);
}
