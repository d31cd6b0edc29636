using System.IO.Compression;
using System.Text.Json;
using Modular.Mdd;
using Modular.Mdd.Container;
using Modular.Plugins.DatabaseTools.Odx;
using Modular.Plugins.DatabaseTools.Tests.Support;

namespace Modular.Plugins.DatabaseTools.Tests.Odx;

public sealed class OdxCommandTests : IDisposable
{
    private const string Job = """
        <SINGLE-ECU-JOB ID="J"><SHORT-NAME>Park</SHORT-NAME><DESC>Parks.</DESC>
        <PROG-CODES><PROG-CODE><CODE-FILE>park.jar</CODE-FILE><SYNTAX>JAR</SYNTAX><REVISION>1</REVISION></PROG-CODE></PROG-CODES></SINGLE-ECU-JOB>
        """;

    private readonly FakePlugin _plugin = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-odx-");

    private string Output => Path.Combine(_folder.FullName, "out");

    public void Dispose()
    {
        _plugin.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Convert_Pdx_WritesTheDatabaseAndTellsTheLosses()
    {
        var run = await RunAsync("convert", Pdx("wiper.pdx", "Wiper"), "-o", Output);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 DESC: descriptions for readers are not stored (prose)", run.Output, StringComparison.Ordinal);
        using var database = MddDatabase.Open(Path.Combine(Output, "Wiper.mdd"));
        Assert.Equal("Park", database.Root.Variants[0].DiagLayer!.Value.SingleEcuJobs[0].DiagComm!.Value.ShortName);
        Assert.Equal("wiper.pdx", database.File.Container.Metadata["source"]);
    }

    [Fact]
    public async Task Convert_Twice_GivesTheSameBytes()
    {
        var pdx = Pdx("wiper.pdx", "Wiper");
        await RunAsync("convert", pdx, "-o", Output);
        var first = File.ReadAllBytes(Path.Combine(Output, "Wiper.mdd"));

        await RunAsync("convert", pdx, "-o", Output);

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Output, "Wiper.mdd")));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("lzma", "lzma")]
    public async Task Convert_Compression_IsAsAsked(string asked, string? written)
    {
        await RunAsync("convert", Pdx("wiper.pdx", "Wiper"), "-o", Output, "--compress", asked);

        var file = MddFile.Open(Path.Combine(Output, "Wiper.mdd"));
        Assert.Equal(written, file.Container.Chunks[0].CompressionAlgorithm);
        Assert.Single(file.Container.Chunks[0].Signatures);
    }

    [Fact]
    public async Task Convert_Strict_FailsOnALossAndWritesNothing()
    {
        var run = await RunAsync("convert", Pdx("wiper.pdx", "Wiper"), "-o", Output, "--strict");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--strict: 1 elements and attributes would be lost", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Output));
    }

    [Fact]
    public async Task Convert_Report_ListsEveryPlaceOfEveryInput()
    {
        var report = Path.Combine(_folder.FullName, "report.json");

        await RunAsync("convert", Pdx("a.pdx", "Wiper"), Pdx("b.pdx", "Broken", "<DOP-REF/>"), "-o", Output, "--report", report);

        using var json = JsonDocument.Parse(File.ReadAllText(report));
        var loss = json.RootElement[0].GetProperty("losses")[0];
        Assert.Equal("prose", loss.GetProperty("reason").GetString());
        Assert.EndsWith("/SINGLE-ECU-JOB[Park]/DESC", loss.GetProperty("places")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Contains("neither", json.RootElement[1].GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_OneOfSeveralIsWrong_ConvertsTheOthersAndFails()
    {
        var run = await RunAsync("convert", Pdx("a.pdx", "Broken", "<DOP-REF/>"), Pdx("b.pdx", "Wiper"), "-o", Output, "--parallel", "2");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.pdx", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Output, "Wiper.mdd")));
    }

    [Fact]
    public async Task Convert_TwoInputsOfOneEcu_RefusesToOverwriteTheFirst()
    {
        var run = await RunAsync("convert", Pdx("a.pdx", "Wiper"), Pdx("b.pdx", "Wiper"), "-o", Output, "-j", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was written already", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../Wiper", "_._.._Wiper.mdd")]
    [InlineData("NUL", "_NUL.mdd")]
    [InlineData(".hidden", "_hidden.mdd")]
    [InlineData("Wischer_Ü", "Wischer__.mdd")]
    public void Of_NameOfAnEcu_GivesAFileOfTheFolder(string ecu, string file)
    {
        var name = DatabaseFileName.Of(ecu);

        Assert.Equal(file, name);
        Assert.Equal(name, Path.GetFileName(name));
    }

    [Fact]
    public async Task Convert_JobFiles_BecomeChunks()
    {
        await RunAsync("convert", Pdx("wiper.pdx", "Wiper"), "-o", Output, "--include-job-files", "--partial-job-files", @"park\.jar", @".*\.class");

        var file = MddFile.Open(Path.Combine(Output, "Wiper.mdd"));
        Assert.Equal(
            [(MddChunkType.DiagnosticDescription, "Wiper"), (MddChunkType.CodeFile, "park.jar"), (MddChunkType.CodeFilePartial, "park.jar::Park.class")],
            file.Container.Chunks.Select(static chunk => (chunk.Type, chunk.Name!)));
    }

    [Fact]
    public async Task Convert_WithAudience_LeavesOutWhatIsForOthers()
    {
        var audiences = """
            <ADDITIONAL-AUDIENCES><ADDITIONAL-AUDIENCE ID="A"><SHORT-NAME>Workshop</SHORT-NAME></ADDITIONAL-AUDIENCE>
            <ADDITIONAL-AUDIENCE ID="B"><SHORT-NAME>Plant</SHORT-NAME></ADDITIONAL-AUDIENCE></ADDITIONAL-AUDIENCES>
            """;
        var limited = Job.Replace("<PROG-CODES>", """<AUDIENCE><ENABLED-AUDIENCE-REFS><ENABLED-AUDIENCE-REF ID-REF="B"/></ENABLED-AUDIENCE-REFS></AUDIENCE><PROG-CODES>""", StringComparison.Ordinal);
        var pdx = Path.Combine(_folder.FullName, "wiper.pdx");
        WritePdx(pdx, Document("Wiper", audiences + $"<DIAG-COMMS>{limited}</DIAG-COMMS>"));

        var workshop = await RunAsync("convert", pdx, "-o", Output, "--with-audience", "workshop");
        var plant = await RunAsync("convert", pdx, "-o", Output, "--with-audience", "plant");

        Assert.Contains("1 SINGLE-ECU-JOB: the chosen audience may not use it (audience)", workshop.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(audience)", plant.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_LooseFilesAndFolder_AreOneDescriptionEach()
    {
        var folder = _folder.CreateSubdirectory("unpacked");
        File.WriteAllText(Path.Combine(folder.FullName, "a.odx-d"), Document("Wiper", ""));
        var loose = Path.Combine(_folder.FullName, "b.odx-d");
        File.WriteAllText(loose, Document("Washer", ""));

        var run = await RunAsync("convert", folder.FullName, loose, "-o", Output);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(File.Exists(Path.Combine(Output, "Wiper.mdd")) && File.Exists(Path.Combine(Output, "Washer.mdd")));
    }

    [Theory]
    [InlineData(2, "say what to do")]
    [InlineData(2, "convert needs a PDX", "convert")]
    [InlineData(2, "unknown option --wrong", "convert", "--wrong")]
    [InlineData(2, "--lenient and --strict", "convert", "a.pdx", "--lenient", "--strict")]
    [InlineData(2, "neither none nor lzma", "convert", "a.pdx", "--compress", "zip")]
    [InlineData(2, "no number from 1", "convert", "a.pdx", "-j", "0")]
    [InlineData(2, "no regular expression", "convert", "a.pdx", "--partial-job-files", "(", "x")]
    [InlineData(2, "info takes one file", "info")]
    [InlineData(1, "missing.pdx", "convert", "missing.pdx")]
    [InlineData(1, "missing.pdx", "info", "missing.pdx")]
    public async Task Run_Mistake_IsNamed(int exitCode, string expected, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_Pdx_TellsDocumentsLayersAndOtherFiles()
    {
        var run = await RunAsync("info", Pdx("wiper.pdx", "Wiper"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("a.odx-d: DIAG-LAYER-CONTAINER Container, ODX 2.2.0", run.Output, StringComparison.Ordinal);
        Assert.Contains("BASE-VARIANT Wiper: 0 services, 1 jobs", run.Output, StringComparison.Ordinal);
        Assert.Matches("park.jar: \\d+ bytes, no ODX document", run.Output);
    }

    private static string Document(string ecu, string content) => $"""
        <ODX MODEL-VERSION="2.2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DIAG-LAYER-CONTAINER ID="C"><SHORT-NAME>Container</SHORT-NAME>
        <BASE-VARIANTS><BASE-VARIANT ID="B.{ecu.Length}"><SHORT-NAME>{ecu}</SHORT-NAME>{content}</BASE-VARIANT></BASE-VARIANTS></DIAG-LAYER-CONTAINER></ODX>
        """;

    private static void WritePdx(string path, string document)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(zip.CreateEntry("a.odx-d").Open()))
        {
            writer.Write(document);
        }

        using var code = zip.CreateEntry("park.jar").Open();
        using var jar = new ZipArchive(code, ZipArchiveMode.Create);
        foreach (var name in (string[])["Park.class", "readme.txt"])
        {
            using var entry = new StreamWriter(jar.CreateEntry(name).Open());
            entry.Write(name);
        }
    }

    private string Pdx(string name, string ecu, string wrong = "")
    {
        var path = Path.Combine(_folder.FullName, name);
        var job = wrong.Length == 0 ? Job : """
            <DIAG-SERVICE ID="S"><SHORT-NAME>S</SHORT-NAME><REQUEST-REF ID-REF="R"/></DIAG-SERVICE></DIAG-COMMS><REQUESTS><REQUEST ID="R"><SHORT-NAME>R</SHORT-NAME>
            <PARAMS><PARAM xsi:type="VALUE"><SHORT-NAME>P</SHORT-NAME></PARAM></PARAMS></REQUEST></REQUESTS><DIAG-COMMS>
            """;
        WritePdx(path, Document(ecu, $"<DIAG-COMMS>{job}</DIAG-COMMS>"));
        return path;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(new OdxCommand(), _plugin, arguments);
}
