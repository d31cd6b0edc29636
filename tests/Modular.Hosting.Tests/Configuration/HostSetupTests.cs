using Modular.Hosting.Configuration;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Configuration;

public sealed class HostSetupTests : IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints");
    private readonly ProgramRun _run;

    public HostSetupTests() => _run = new ProgramRun(_root.Path);

    public void Dispose()
    {
        _run.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Prepare_EveryLayer_LaterWins()
    {
        WriteFile("""
            {
              // comments are allowed
              "Fixture": { "Greeting": "file", "Number": 1, "Extra": "file" }, /* and so are these */
            }
            """);
        _run.Variables["MODULAR__FIXTURE__GREETING"] = "environment";
        _run.Variables["MODULAR__Fixture__Number"] = "2";

        var setup = Prepare("--Fixture:Greeting=command line");
        using var configuration = new LayeredConfiguration(
            setup.Catalog.Packages.Select(package => KeyValuePair.Create(package.Manifest.Id, package.Defaults)), setup.Layers);

        Assert.Empty(setup.Mistakes);
        Assert.Equal("command line", configuration.Root["Fixture:Greeting"]);
        Assert.Equal("2", configuration.Root["Fixture:Number"]);
        Assert.Equal("file", configuration.Root["Fixture:Extra"]);
    }

    [Theory]
    [InlineData("""{ "Fixture": { "Greeting": "\ud800" } }""")]
    [InlineData("""{ "Fixture": { "\udfff": 1 } }""")]
    public void Prepare_HalfSurrogatePairInTheFile_IsAMistake(string text)
    {
        WriteFile(text);

        var mistake = Assert.Single(Prepare().Mistakes);

        Assert.Contains("UTF-16", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LayerSession_Value_StandsBelowTheCommandLineOnly()
    {
        _run.Variables["MODULAR__FIXTURE__NUMBER"] = "2";
        var setup = Prepare("--Fixture:Greeting=command line");
        using var configuration = new LayeredConfiguration([], setup.Layers);

        configuration.LayerSession(new Dictionary<string, string?> { ["Fixture:Greeting"] = "session", ["Fixture:Number"] = "9" });

        Assert.Equal("command line", configuration.Root["Fixture:Greeting"]);
        Assert.Equal("9", configuration.Root["Fixture:Number"]);
    }

    [Fact]
    public void Prepare_ManyMistakes_ReportsEachWithPathAndSource()
    {
        WriteFile("""{ "Nobody": { "A": 1, "B": 2 }, "Server": { "Ulrs": "x", "RequestTimeoutSeconds": "soon" } }""");
        _run.Variables["MODULAR__STRANGER__KEY"] = "1";

        var mistakes = Prepare("--what", "--Log:Level=loud", "--urls=ftp://x").Mistakes;

        Assert.Equal(
            [
                ("--what", "command line"),
                ("Log:Level", "command line"),
                ("Nobody", "modular.json"),
                ("STRANGER", "environment variable MODULAR__STRANGER__KEY"),
                ("Server:RequestTimeoutSeconds", "modular.json"),
                ("Server:Ulrs", "modular.json"),
                ("Server:Urls", "command line"),
            ],
            mistakes.Select(mistake => (mistake.Path, mistake.Source)).OrderBy(item => item.Path, StringComparer.Ordinal));
    }

    [Fact]
    public void Prepare_NamedFileMissing_IsAMistake() =>
        Assert.Contains(Prepare("--config=absent.json").Mistakes, mistake => mistake.Path == "--config" && mistake.Message.Contains("absent.json", StringComparison.Ordinal));

    [Fact]
    public void Prepare_FileNotJson_SaysWhere()
    {
        WriteFile("{ \"Fixture\": \n  oops }");

        var mistake = Assert.Single(Prepare().Mistakes);

        Assert.Equal("modular.json", mistake.Path);
        Assert.Contains("LineNumber: 1", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_UnknownSectionBesideAnUnreadableManifest_IsAWarning()
    {
        _root.Add("test.security", "test.broken");
        File.WriteAllText(Path.Combine(_root.FolderOf("test.broken"), "plugin.json"), "{");
        WriteFile("""{ "PerhapsOfBroken": { "A": 1 } }""");

        var setup = Prepare();

        Assert.Empty(setup.Mistakes);
        Assert.Equal("PerhapsOfBroken", Assert.Single(setup.Warnings).Path);
    }

    [Fact]
    public void Prepare_Nothing_IsSecure()
    {
        var settings = Prepare().Settings;

        Assert.Equal("http://127.0.0.1:20002", Assert.Single(settings.Addresses).ToString());
        Assert.False(settings.InsecureDevelopment);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.RequestTimeout);
    }

    [Theory]
    [InlineData("http://0.0.0.0:1")]
    [InlineData("http://*:1")]
    [InlineData("http://[::]:1")]
    [InlineData("http://192.168.1.1:1")]
    [InlineData("http://127.0.0.1:1;http://10.0.0.1:1")]
    public void Prepare_PlainHttpForOthers_IsRefusedAndNamesTheWaysOut(string urls)
    {
        var mistake = Assert.Single(Prepare("--urls", urls).Mistakes);

        Assert.Equal("Server:Urls", mistake.Path);
        Assert.Contains("--insecure-dev", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("https", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", mistake.Message, StringComparison.Ordinal);
        Assert.Empty(Prepare("--urls", urls, "--insecure-dev").Mistakes);
    }

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("http://127.0.0.9:0")]
    public void Prepare_Loopback_IsAllowed(string urls) => Assert.Empty(Prepare("--urls", urls).Mistakes);

    [Fact]
    public void Prepare_HttpsWithoutCertificate_IsAMistake() =>
        Assert.Contains("Server:Certificate:Path", Assert.Single(Prepare("--urls=https://0.0.0.0:1").Mistakes).Message, StringComparison.Ordinal);

    private HostSetup Prepare(params string[] arguments) => _run.Prepare([$"--Plugins:Path={_root.Path}", .. arguments]);

    private void WriteFile(string content) => File.WriteAllText(Path.Combine(_root.Path, "modular.json"), content);
}
