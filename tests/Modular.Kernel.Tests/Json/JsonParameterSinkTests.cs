using System.Buffers;
using System.Text;
using System.Text.Json;
using Modular.Kernel.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Json;

public sealed class JsonParameterSinkTests
{
    [Fact]
    public void Sink_AllKindsOfValues_AreNestedJson()
    {
        var json = Write(sink =>
        {
            sink.Number("I"u8, -5L);
            sink.Number("U"u8, ulong.MaxValue);
            sink.Number("F"u8, 0.1f);
            sink.Number("D"u8, double.NaN);
            sink.Text("T"u8, "ä\"\n"u8);
            sink.Bytes("B"u8, [0xAB, 0x01]);
            sink.BeginArray("A"u8);
            sink.BeginObject(default);
            sink.Null("N"u8);
            sink.EndObject();
            sink.Number(default, 7L);
            sink.EndArray();
        });
        using var document = JsonDocument.Parse(json);
        Assert.Equal("""{"I":-5,"U":18446744073709551615,"F":0.1,"D":"NaN","T":"\u00E4\u0022\n","B":"ab01","A":[{"N":null},7]}""", json);
    }

    [Fact]
    public void Error_WithinFieldsAndStructures_PointsAtItsValue()
    {
        JsonParameterSink? used = null;
        var json = Write(sink =>
        {
            used = sink;
            sink.BeginArray("List"u8);
            sink.Number(default, 1L);
            sink.BeginObject(default);
            sink.Error("a/b~c"u8, new FieldError("no meaning", "7"));
            sink.EndObject();
            sink.Error(default, new FieldError("no meaning", "8"));
            sink.EndArray();
        });
        Assert.Equal("""{"List":[1,{"a/b~c":null},null]}""", json);
        Assert.Equal(["/List/1/a~1b~0c", "/List/2"], used!.Errors.Select(error => error.Path));
    }

    private static string Write(Action<JsonParameterSink> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        write(new JsonParameterSink(writer));
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
