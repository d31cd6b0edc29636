using System.Globalization;
using Modular.Plugins.DatabaseTools.Messages;

namespace Modular.Plugins.DatabaseTools.Tests.Messages;

public sealed class BatchRunnerTests
{
    [Theory]
    [InlineData(
        """{"id":1,"op":"encode","layer":"Small","service":"WriteTemperature","params":{"Temperature":-20}}""",
        """{"id":1,"request":"2e0114"}""")]
    [InlineData(
        """{"id":"a","op":"decode","layer":"Small","service":"WriteTemperature","request":"2e0114","response":"6e0114"}""",
        """{"id":"a","response_object":"PR_Write","kind":"positive","decoded":{"SID":110,"ID":1,"Temperature":-20}}""")]
    [InlineData(
        """{"id":2,"op":"decode","layer":"small","service":"writetemperature","response":"6E 01 FF","response_object":"PR_Write"}""",
        """{"id":2,"response_object":"PR_Write","kind":"positive","decoded":{"SID":110,"ID":1,"Temperature":215},"validity":{"Temperature":"OUT-OF-LIMITS"}}""")]
    [InlineData(
        """{"id":3,"op":"select","layer":"Small","service":"WriteTemperature","response":"6e0114"}""",
        """{"id":3,"response_object":"PR_Write"}""")]
    [InlineData(
        """{"id":4,"op":"encode","layer":"Small","service":"WriteTemperature"}""",
        """{"id":4,"error":{"class":"missing_parameter","message":"WriteTemperature: Required parameter \u0027Temperature\u0027 missing (at /Temperature)"}}""")]
    [InlineData(
        """{"id":5,"op":"decode","layer":"Small","service":"WriteTemperature","response":"6e01"}""",
        """{"id":5,"error":{"class":"short_message","message":"Payload too short, expected at least 3 bytes, got 2 bytes (at /Temperature)"}}""")]
    public void Answer_ToALine_IsOneLine(string line, string expected)
    {
        using var database = SmallDatabase.Open();
        Assert.Equal(expected, new BatchRunner(database).Answer(line));
    }

    [Theory]
    [InlineData("", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("{}", "'op' is missing")]
    [InlineData("""{"op":5}""", "'op' is Number")]
    [InlineData("""{"op":"encode","layer":"Other","service":"X"}""", "There are: Small")]
    [InlineData("""{"op":"encode","layer":"Small","service":"X"}""", "It has: WriteTemperature")]
    [InlineData("""{"op":"sing","layer":"Small","service":"WriteTemperature"}""", "encode, decode and select")]
    [InlineData("""{"op":"decode","layer":"Small","service":"WriteTemperature","response":"6e0"}""", "no sequence of bytes")]
    [InlineData("""{"op":"decode","layer":"Small","service":"WriteTemperature","response":"6e0114","response_object":"PR_X"}""", "It has: PR_Write")]
    [InlineData("""{"op":"encode","layer":"Small","service":"WriteTemperature","params":[1]}""", "an object is needed")]
    public void Answer_ToWhatCannotBeDone_SaysWhy(string line, string reason)
    {
        using var database = SmallDatabase.Open();
        Assert.Contains(reason, new BatchRunner(database).Answer(line).Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SeveralLines_AnswersEachInOrderAndGoesOnAfterErrors()
    {
        using var database = SmallDatabase.Open();
        using var input = new StringReader("""
            {"id":1,"op":"encode","layer":"Small","service":"WriteTemperature","params":{"Temperature":0}}

            no JSON
            {"id":3,"op":"encode","layer":"Small","service":"WriteTemperature","params":{"Temperature":1}}
            """);
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var count = await new BatchRunner(database).RunAsync(input, output, CancellationToken.None);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal((3, 3), (count, lines.Length));
        Assert.Equal("""{"id":1,"request":"2e0128"}""", lines[0]);
        Assert.StartsWith("""{"error":{"class":"malformed""", lines[1], StringComparison.Ordinal);
        Assert.Equal("""{"id":3,"request":"2e0129"}""", lines[2]);
    }
}
