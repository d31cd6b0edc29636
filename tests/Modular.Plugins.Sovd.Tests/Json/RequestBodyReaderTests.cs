using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Modular.Plugins.Sovd.Json;

namespace Modular.Plugins.Sovd.Tests.Json;

public sealed class RequestBodyReaderTests
{
    private const int MaxBytes = 64 * 1024;

    [Theory]
    [InlineData("""{"value":"\ud800"}""")]
    [InlineData("""{"value":"\udfff"}""")]
    [InlineData("""{"value":{"\ud800":1}}""")]
    [InlineData("""{"\ud800":1,"\ud800":2}""")]
    [InlineData("""{"value":["\ud83d","\ude00"]}""")]
    public async Task ReadObjectAsync_HalfSurrogatePair_SaysSo(string body)
    {
        var refusal = await ReadRefusedAsync(Encoding.UTF8.GetBytes(body));

        Assert.Contains("surrogate", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC3)]
    public async Task ReadObjectAsync_BytesThatAreNoUtf8_SaysSo(byte bad)
    {
        var refusal = await ReadRefusedAsync([.. "{\"value\":\""u8, bad, .. "\"}"u8]);

        Assert.Contains("UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadObjectAsync_MemberTwice_SaysSo()
    {
        var refusal = await ReadRefusedAsync("""{"a":{"b":1,"b":2}}"""u8.ToArray());

        Assert.Contains("twice", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(10_000)]
    public async Task ReadObjectAsync_NestedTooDeep_SaysHowDeepItMayBe(int depth)
    {
        var refusal = await ReadRefusedAsync(Nested(depth));

        Assert.Contains("deeper than 32 levels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadObjectAsync_AsDeepAsAllowed_Reads()
    {
        using var document = await ReadAsync(new MemoryStream(Nested(32)));

        Assert.True(document.RootElement.TryGetProperty("a"u8, out _));
    }

    [Fact]
    public async Task ReadObjectAsync_EscapedPair_Reads()
    {
        using var document = await ReadAsync(new MemoryStream("""{"value":"\ud83d\ude00"}"""u8.ToArray()));

        Assert.Equal("\U0001F600", document.RootElement.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("{\"a\":", 1, 6)]
    [InlineData("", 1, 1)]
    [InlineData("{\n\"a\":NaN}", 2, 5)]
    public async Task ReadObjectAsync_NoJson_TellsThePlace(string body, long line, long position)
    {
        var refusal = await ReadRefusedAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal((line, position), (refusal.Line, refusal.Position));
    }

    [Fact]
    public async Task ReadObjectAsync_FramingTheServerCannotFollow_IsTheCallersFault()
    {
        var refusal = await Assert.ThrowsAsync<MalformedBodyException>(() => ReadAsync(new FaultyStream()));

        Assert.Contains("Bad chunk size data.", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));

    private static Task<MalformedBodyException> ReadRefusedAsync(byte[] body) =>
        Assert.ThrowsAsync<MalformedBodyException>(() => ReadAsync(new MemoryStream(body)));

    private static async Task<System.Text.Json.JsonDocument> ReadAsync(Stream body)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new BodyPipe(PipeReader.Create(body)));
        return await RequestBodyReader.ReadObjectAsync(context.Request, MaxBytes, CancellationToken.None);
    }

    private sealed record BodyPipe(PipeReader Reader) : IRequestBodyPipeFeature;

    private sealed class FaultyStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(new IOException("Bad chunk size data."));
    }
}
