using System.Text.Json;
using Modular.Mdd.Authoring;
using Modular.Mdd.Compression;
using Modular.Mdd.Schema;
using Modular.Plugins.DatabaseTools.Mdd;
using Modular.Plugins.DatabaseTools.Tests.Support;

namespace Modular.Plugins.DatabaseTools.Tests.Mdd;

public sealed class MddCommandTests : IDisposable
{
    private readonly FakePlugin _plugin = new();

    public void Dispose() => _plugin.Dispose();

    [Fact]
    public async Task Info_Text_TellsEcuChunksAndLayers()
    {
        var run = await RunAsync("info", Save("door.mdd"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("ecu +Door\n", run.Output);
        Assert.Matches("revision +1.2\n", run.Output);
        Assert.Matches("chunk +DiagnosticDescription 'Door', \\d+ bytes of lzma, \\d+ decompressed, with SHA-512\n", run.Output);
        Assert.Matches("base variant +Door, 1 services and 0 jobs of its own\n", run.Output);
        Assert.Contains("1 DiagService", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_Json_TellsTheSame()
    {
        var run = await RunAsync("info", Save("door.mdd"), "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("Door", json.RootElement.GetProperty("ecu_name").GetString());
        Assert.Equal("lzma", json.RootElement.GetProperty("chunks")[0].GetProperty("compression").GetString());
        Assert.Equal(128, json.RootElement.GetProperty("chunks")[0].GetProperty("sha512").GetString()!.Length);
        Assert.Equal(1, json.RootElement.GetProperty("variants")[0].GetProperty("services").GetInt32());
    }

    [Fact]
    public async Task Dump_Service_ShowsItAlone()
    {
        var run = await RunAsync("dump", Save("door.mdd"), "--service", "open");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("DiagService", run.Output, StringComparison.Ordinal);
        Assert.Contains("short_name=\"Open\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("EcuData", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_WholeAsJson_StartsAtTheRoot()
    {
        var run = await RunAsync("dump", "--json", Save("door.mdd"));

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("EcuData", json.RootElement.GetProperty("@type").GetString());
    }

    [Fact]
    public async Task Dump_UnknownService_SaysSo()
    {
        var run = await RunAsync("dump", Save("door.mdd"), "--service", "Close");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no layer of Door declares a service or job 'Close'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SoundAndDamagedFiles_LooksAtAllAndFails()
    {
        var (sound, damaged, empty) = (Save("door.mdd"), Save("damaged.mdd"), _plugin.File("empty.mdd"));
        var bytes = await File.ReadAllBytesAsync(damaged);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes);
        await File.WriteAllBytesAsync(empty, []);

        Assert.Equal(new CommandRun(0, $"{sound}: 0 errors, 0 warnings\n", ""), await RunAsync("verify", sound));
        var run = await RunAsync("verify", damaged, empty, sound);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{damaged}: error: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{empty}: error: byte 0: the file does not start as an MDD file does", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{sound}: 0 errors, 0 warnings\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Warnings_FailOnlyWhenStrict()
    {
        var path = Save("door.mdd", file => file.Description.Variants[0].DiagLayer!.DiagServices[0].Request = null);

        Assert.Equal(0, (await RunAsync("verify", path)).ExitCode);
        Assert.Equal(1, (await RunAsync("verify", path, "--strict")).ExitCode);
    }

    [Fact]
    public async Task Diff_EqualDatabases_SaysNothing()
    {
        var run = await RunAsync("diff", Save("a.mdd"), Save("b.mdd", file => file.Compression = MddCompression.None));

        Assert.Equal(new CommandRun(0, "", ""), run);
    }

    [Fact]
    public async Task Diff_DifferentDatabases_NamesPathAndBothValues()
    {
        var run = await RunAsync("diff", Save("a.mdd"), Save("b.mdd", file => file.Description.Revision = "1.3"));

        Assert.Equal(new CommandRun(1, "revision: 1.2 | 1.3\n", ""), run);
    }

    [Fact]
    public async Task Diff_AsJson_GivesOneObjectALine()
    {
        var run = await RunAsync("diff", Save("a.mdd"), Save("b.mdd", file => file.Description.Revision = null), "--json");

        Assert.Equal(new CommandRun(1, """{"path":"revision","kind":"OnlyInFirst","first":"1.2"}""" + "\n", ""), run);
    }

    [Fact]
    public async Task Diff_Options_SayWhatCounts()
    {
        var a = Save("a.mdd", file => Service(file).Request!.Params[0].BytePosition = 0);
        var b = Save("b.mdd", file =>
        {
            Service(file).Request!.Params[0].BytePosition = null;
            Service(file).Request!.ShortName = "RQ_Open";
        });

        Assert.Equal(1, (await RunAsync("diff", a, b, "--absent-is-zero")).ExitCode);
        Assert.Equal(1, (await RunAsync("diff", a, b, "--published")).ExitCode);
        Assert.Equal(0, (await RunAsync("diff", a, b, "--published", "--absent-is-zero")).ExitCode);
        Assert.Equal(new CommandRun(1, "", ""), await RunAsync("diff", a, b, "--quiet"));
    }

    [Theory]
    [InlineData("info", 1)]
    [InlineData("dump", 1)]
    [InlineData("diff", 2)]
    public async Task Run_FileThatIsNotThere_SaysWhich(string word, int exitCode)
    {
        var run = word == "diff" ? await RunAsync(word, _plugin.File("gone.mdd"), _plugin.File("gone.mdd")) : await RunAsync(word, _plugin.File("gone.mdd"));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("gone.mdd", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("explode")]
    [InlineData("info")]
    [InlineData("info", "a", "b")]
    [InlineData("info", "a", "--fast")]
    [InlineData("dump", "a", "--service")]
    [InlineData("verify")]
    [InlineData("diff", "a")]
    public async Task Run_WrongUse_PointsToTheHelp(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("See 'modular mdd --help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_NamesEverySubcommand()
    {
        var run = await RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["info", "dump", "verify", "diff"], word => Assert.Contains($"modular mdd {word} ", run.Output, StringComparison.Ordinal));
    }

    private static DiagServiceDefinition Service(MddFileDefinition file) => file.Description.Variants[0].DiagLayer!.DiagServices[0];

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(new MddCommand(), _plugin, arguments);

    private string Save(string name, Action<MddFileDefinition>? change = null)
    {
        var file = new MddFileDefinition
        {
            Compression = MddCompression.Lzma,
            Description =
            {
                EcuName = "Door",
                Revision = "1.2",
                Variants =
                {
                    new VariantDefinition
                    {
                        IsBaseVariant = true,
                        DiagLayer = new DiagLayerDefinition
                        {
                            ShortName = "Door",
                            DiagServices =
                            {
                                new DiagServiceDefinition
                                {
                                    DiagComm = new DiagCommDefinition { ShortName = "Open" },
                                    Request = new RequestDefinition
                                    {
                                        Params =
                                        {
                                            new ParamDefinition
                                            {
                                                ShortName = "Sid",
                                                SpecificData = new CodedConstParamDefinition
                                                {
                                                    CodedValue = "49",
                                                    DiagCodedType = new DiagCodedTypeDefinition
                                                    {
                                                        BaseDataType = DataType.AUInt32,
                                                        SpecificData = new StandardLengthTypeDefinition { BitLength = 8 },
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        };
        change?.Invoke(file);
        file.Save(_plugin.File(name));
        return _plugin.File(name);
    }
}
