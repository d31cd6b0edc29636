using Modular.Plugins.DatabaseTools.Mdd;
using Modular.Plugins.DatabaseTools.Tests.Support;

namespace Modular.Plugins.DatabaseTools.Tests.Messages;

public sealed class MessageCommandsTests : IDisposable
{
    private readonly FakePlugin _plugin = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-messages-");

    public MessageCommandsTests() => SmallDatabase.Save(File);

    private string File => Path.Combine(_folder.FullName, "Small.mdd");

    public void Dispose()
    {
        _plugin.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Encode_ParametersFromTheLineOrAFile_PrintsHex()
    {
        var run = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", """{"Temperature":-20}""");
        Assert.Equal((0, "2E0114\n"), (run.ExitCode, run.Output));

        var parameters = Path.Combine(_folder.FullName, "params.json");
        await System.IO.File.WriteAllTextAsync(parameters, """{"Temperature":-19}""");
        run = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", "@" + parameters);
        Assert.Equal("2E0115\n", run.Output);
    }

    [Fact]
    public async Task Decode_WithAnErrorOfOneValue_PrintsTheRestAndTheError()
    {
        var run = await RunAsync("decode", File, "--layer", "Small", "--service", "WriteTemperature", "--response", "6E01FF");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"Temperature\": null", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"path\": \"/data/Temperature\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("OUT-OF-LIMITS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ValueOutOfRange_FailsAndSaysWhere()
    {
        var run = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", """{"Temperature":999}""");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/Temperature", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FileThatIsNone_Fails()
    {
        var run = await RunAsync("batch", Path.Combine(_folder.FullName, "none.mdd"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("none.mdd", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--layer is missing", "encode", "FILE")]
    [InlineData("name one file", "batch")]
    [InlineData("does not know --what", "decode", "FILE", "--what", "1")]
    [InlineData("--params is no JSON", "encode", "FILE", "--layer", "L", "--service", "S", "--params", "{")]
    [InlineData("--params is a JSON object", "encode", "FILE", "--layer", "L", "--service", "S", "--params", "[]")]
    [InlineData("--shape is nested or reference", "decode", "FILE", "--shape", "round")]
    [InlineData("--layer takes one value", "decode", "FILE", "--layer")]
    public async Task Run_WrongWords_SaysWhatIsWrong(string reason, params string[] words)
    {
        var run = await RunAsync([.. words.Select(word => word == "FILE" ? File : word)]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] words) => CommandRun.OfAsync(new MddCommand(), _plugin, words);
}
