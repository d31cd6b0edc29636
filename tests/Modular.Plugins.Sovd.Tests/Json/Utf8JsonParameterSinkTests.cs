using System.Text;
using System.Text.Json;
using Modular.Plugins.Sovd.Dialects.Reference;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Json;

public sealed class Utf8JsonParameterSinkTests : IDisposable
{
    private readonly JsonBodyPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Render_EveryKind_IsWrittenAsSpecified()
    {
        var json = Render(static sink =>
        {
            sink.Number("Signed"u8, -5L);
            sink.Number("Unsigned"u8, ulong.MaxValue);
            sink.Number("Float"u8, 0.1f);
            sink.Number("Double"u8, 0.1);
            sink.Text("Text"u8, "Größe <\"> \\"u8);
            sink.Bytes("Bytes"u8, [0x0A, 0xFF]);
            sink.Bytes("Empty"u8, []);
            sink.BeginArray("List"u8);
            sink.BeginObject(default);
            sink.Number("A"u8, 1L);
            sink.EndObject();
            sink.BeginArray(default);
            sink.EndArray();
            sink.Bytes(default, [0]);
            sink.EndArray();
        });

        Assert.Equal(
            """{"Signed":-5,"Unsigned":18446744073709551615,"Float":0.1,"Double":0.1,"Text":"Größe <\"> \\","Bytes":"0x0A 0xFF","Empty":"","List":[{"A":1},[],"0x00"]}""",
            json);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4096)]
    public void Bytes_AroundTheStackLimit_AreComplete(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        using var json = JsonDocument.Parse(Render(sink => sink.Bytes("B"u8, bytes)));

        Assert.Equal(string.Join(' ', bytes.Select(static value => $"0x{value:X2}")), json.RootElement.GetProperty("B").GetString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Number_NotFinite_IsAFieldError(double value)
    {
        var body = _pool.Rent();
        body.Writer.WriteStartObject();
        body.Sink.Start("/data"u8, ReferenceFieldErrors.Instance);
        body.Sink.Number("D"u8, value);
        body.Sink.Number("F"u8, (float)value);
        body.Writer.WriteEndObject();

        Assert.True(body.Sink.HasErrors);
        Assert.False(body.Sink.IsEmpty);
        Assert.Equal("{}", Encoding.UTF8.GetString(body.Complete().Span));
        body.Dispose();
    }

    [Fact]
    public void Errors_DeepAndRepeated_PointToTheirFields()
    {
        var body = _pool.Rent();
        var sink = body.Sink;
        body.Writer.WriteStartObject();
        sink.Start("/data"u8, ReferenceFieldErrors.Instance);
        sink.BeginArray("Rows"u8);
        for (var i = 0; i < 12; i++)
        {
            sink.BeginObject(default);
            if (i is 0 or 11)
            {
                sink.Error("~/"u8, new FieldError("x", null));
            }

            sink.EndObject();
        }

        sink.EndArray();
        sink.Error(""u8, new FieldError("y", null));
        body.Writer.WritePropertyName("errors"u8);
        sink.WriteErrors(body.Writer);
        body.Writer.WriteEndObject();

        using var json = JsonDocument.Parse(body.Complete());
        Assert.Equal(
            ["/data/Rows/0/~0~1", "/data/Rows/11/~0~1", "/data/"],
            json.RootElement.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("path").GetString()));
        body.Dispose();
    }

    [Fact]
    public void Text_BrokenUtf8_IsReplaced()
    {
        using var json = JsonDocument.Parse(Render(static sink => sink.Text("T"u8, [0x41, 0xFF, 0x42])));

        Assert.Equal("A\uFFFDB", json.RootElement.GetProperty("T").GetString());
    }

    [Fact]
    public void Rent_AfterAFailedAnswer_StartsClean()
    {
        var body = _pool.Rent();
        body.Writer.WriteStartObject();
        body.Sink.Start("/data"u8, ReferenceFieldErrors.Instance);
        body.Sink.BeginArray("Half"u8);
        body.Sink.Error(default, new FieldError("x", null));
        body.Dispose();

        var again = _pool.Rent();

        Assert.Same(body, again);
        Assert.True(again.Sink.IsEmpty);
        Assert.False(again.Sink.HasErrors);
        again.Writer.WriteNumberValue(1);
        Assert.Equal("1", Encoding.UTF8.GetString(again.Complete().Span));
        again.Dispose();
    }

    [Fact]
    public void Render_Warm_AllocatesNothing()
    {
        void RenderOnce()
        {
            using var body = _pool.Rent();
            body.Writer.WriteStartObject();
            body.Sink.Start("/data"u8, ReferenceFieldErrors.Instance);
            body.Sink.BeginObject("Record"u8);
            body.Sink.Number("A"u8, 1L);
            body.Sink.Text("T"u8, "SCEDT26T8BD005261"u8);
            body.Sink.Bytes("B"u8, [1, 2, 3]);
            body.Sink.EndObject();
            body.Writer.WriteEndObject();
            body.Complete();
        }

        for (var i = 0; i < 100; i++)
        {
            RenderOnce();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            RenderOnce();
        }

        // The closure above, and now and then a segment of the pool's queue.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private string Render(Action<IParameterSink> render)
    {
        using var body = _pool.Rent();
        body.Writer.WriteStartObject();
        body.Sink.Start("/data"u8, ReferenceFieldErrors.Instance);
        render(body.Sink);
        body.Writer.WriteEndObject();
        return Encoding.UTF8.GetString(body.Complete().Span);
    }
}
