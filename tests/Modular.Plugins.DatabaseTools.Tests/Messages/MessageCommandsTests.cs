using System.Globalization;
using Modular.Plugins.DatabaseTools.Messages;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Tests.Messages;

public sealed class MessageCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-messages-");

    public MessageCommandsTests() => SmallDatabase.Save(File);

    private string File => Path.Combine(_folder.FullName, "Small.mdd");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Encode_ParametersFromTheLineOrAFile_PrintsHex()
    {
        var (code, output, _) = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", """{"Temperature":-20}""");
        Assert.Equal((0, "2E0114"), (code, output));

        var parameters = Path.Combine(_folder.FullName, "params.json");
        await System.IO.File.WriteAllTextAsync(parameters, """{"Temperature":-19}""");
        (_, output, _) = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", "@" + parameters);
        Assert.Equal("2E0115", output);
    }

    [Fact]
    public async Task Decode_WithAnErrorOfOneValue_PrintsTheRestAndTheError()
    {
        var (code, output, _) = await RunAsync("decode", File, "--layer", "Small", "--service", "WriteTemperature", "--response", "6E01FF");
        Assert.Equal(0, code);
        Assert.Contains("\"Temperature\": null", output, StringComparison.Ordinal);
        Assert.Contains("\"path\": \"/data/Temperature\"", output, StringComparison.Ordinal);
        Assert.Contains("OUT-OF-LIMITS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ValueOutOfRange_FailsAndSaysWhere()
    {
        var (code, _, error) = await RunAsync("encode", File, "--layer", "Small", "--service", "WriteTemperature", "--params", """{"Temperature":999}""");
        Assert.Equal(1, code);
        Assert.Contains("/Temperature", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FileThatIsNone_Fails()
    {
        var (code, _, error) = await RunAsync("batch", Path.Combine(_folder.FullName, "none.mdd"));
        Assert.Equal(1, code);
        Assert.Contains("none.mdd", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--layer is missing", "encode", "x.mdd")]
    [InlineData("needs the database's file", "batch")]
    [InlineData("has no option --what", "decode", "x.mdd", "--what", "1")]
    [InlineData("--params is no JSON", "encode", "x.mdd", "--layer", "L", "--service", "S", "--params", "{")]
    [InlineData("--shape is nested or reference", "decode", "x.mdd", "--shape", "round")]
    [InlineData("needs a value", "decode", "x.mdd", "--layer")]
    public async Task Run_WrongWords_SaysWhatIsWrong(string reason, string verb, params string[] words)
    {
        // The file is opened after the words were read; where it comes first it must be there.
        var exception = await Assert.ThrowsAsync<UsageException>(() => RunAsync(verb, [.. words.Select(word => word == "x.mdd" ? File : word)]));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string verb, params string[] words)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var error = new StringWriter(CultureInfo.InvariantCulture);
        var context = new CommandContext([verb, .. words], output, error, false, null!);
        var code = await MessageCommands.RunAsync(context, verb, words, CancellationToken.None);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }
}
