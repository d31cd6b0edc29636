using System.Buffers;
using System.Text;
using System.Text.Json;
using Modular.Kernel.Json.Schemas;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Tests.Json;

public sealed class MessageSchemaTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));

    [Fact]
    public void WriteRequest_Numbers_HaveLimitsDefaultsAndUnits()
    {
        var dop = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AInt32, Define.Compu(CompuCategory.Linear, Define.Line(-40, 1)));
        ((NormalDopDefinition)dop.SpecificData!).Unit = new UnitDefinition { ShortName = "C", DisplayName = "°C" };
        using var codec = new Codec(Define.Value("T", dop, 1, fallback: "20"), Define.Value("F", Define.Dop(Define.Fixed(DataType.AFloat32, 32)), 2));
        Assert.Equal(
            """{"type":"object","properties":{"T":{"type":"integer","minimum":-40,"maximum":215,"x-unit":"°C","default":20},"F":{"type":"number"}},"required":["F"],"additionalProperties":false}""",
            Request(codec));
    }

    [Fact]
    public void WriteRequest_TextsAndBytes_HaveWhatTheDatabaseAllows()
    {
        var table = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, Define.Compu(CompuCategory.TextTable, Define.Text("off", "0"), Define.Text("on", "1")));
        using var codec = new Codec(
            Define.Value("S", table, 1),
            Define.Value("B", Define.Dop(Define.Fixed(DataType.AByteField, 24)), 2),
            Define.Value("T", Define.Dop(Define.MinMax(DataType.AAsciiString, 0, 9, Termination.EndOfPdu)), 5));
        Assert.Equal(
            """{"type":"object","properties":{"S":{"type":"string","enum":["off","on"]},"B":{"type":"string","pattern":"^([0-9A-Fa-f]{2})*$","minLength":6,"maxLength":6},"T":{"type":"string","maxLength":9}},"required":["S","B","T"],"additionalProperties":false}""",
            Request(codec));
    }

    [Fact]
    public void WriteResponse_NestedAndFlattened_DescribeTheirShapes()
    {
        var structure = Define.Structure(Define.Value("X", Byte, 0), Define.Value("Y", Byte, 1));
        using var codec = new Codec(Define.Value("S", structure, 1, semantic: "DATA"), Define.Value("Other", Byte, 3, semantic: "OTHER"));
        Assert.Contains("""
            "S":{"type":"object","properties":{"X":{"type":"integer","minimum":0,"maximum":255},"Y"
            """, Response(codec, SchemaOptions.Nested), StringComparison.Ordinal);
        var flat = Response(codec, SchemaOptions.Reference);
        Assert.DoesNotContain("\"S\"", flat, StringComparison.Ordinal);
        Assert.DoesNotContain("Other", flat, StringComparison.Ordinal);
        Assert.Contains("\"X\":{\"type\":\"integer\"", flat, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteRequest_FieldsAndChoices_DescribeItemsAndCases()
    {
        var mux = Define.Of(new MuxDopDefinition
        {
            SwitchKey = new SwitchKeyDefinition { Dop = Byte },
            BytePosition = 1,
            Cases = { new CaseDefinition { ShortName = "One", LowerLimit = Define.Limit("1"), UpperLimit = Define.Limit("1"), Structure = Define.Structure(Define.Value("X", Byte, 0)) } },
        });
        var field = Define.Of(new EndOfPduFieldDefinition { MinNumberOfItems = 1, MaxNumberOfItems = 3, Field = Define.Items(Define.Structure(Define.Value("M", mux, 0))) });
        using var codec = new Codec(Define.Value("F", field, 1));
        Assert.Contains(
            """
            "F":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"object","properties":{"M":{"anyOf":[{"type":"object","properties":{"Selector":{},"One":{"type":"object","properties":{"X":
            """,
            Request(codec),
            StringComparison.Ordinal);
    }

    private static string Request(Codec codec) => Write(writer => MessageSchema.WriteRequest(writer, codec.Service, SchemaOptions.Nested));

    private static string Response(Codec codec, SchemaOptions options) =>
        Write(writer => MessageSchema.WriteResponse(writer, codec.Service.Responses[0], options));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
