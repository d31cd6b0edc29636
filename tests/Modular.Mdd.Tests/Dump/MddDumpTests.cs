using System.Globalization;
using System.Text.Json;
using Modular.Mdd.Authoring;
using Modular.Mdd.Dump;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Dump;

public sealed class MddDumpTests
{
    [Fact]
    public void WriteText_Service_ShowsWhatIsSharedOnce()
    {
        using var database = Define().ToDatabase();
        var (layer, service) = Assert.Single(MddElementSearch.FindServices(database, "read"));
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };

        MddTextDump.Write(service, text);

        var constant = service.Child(service.Field("request"))!.Value.ChildAt(new MddElement(default, Request.SchemaIndex).Field("params"), 0)!.Value;
        var coding = constant.Child(constant.Field("specific_data"))!.Value;
        var type = coding.Child(coding.Field("diag_coded_type"))!.Value.Table.Offset;
        Assert.Equal("Base", layer);
        Assert.Equal(
            $$"""
            DiagService addressing=PHYSICAL transmission_mode=SEND_AND_RECEIVE
              diag_comm: DiagComm short_name="Read"
              request: Request
                params[0]: Param short_name="Sid" byte_position=0
                  specific_data: CodedConst coded_value="34"
                    diag_coded_type: DiagCodedType type=STANDARD_LENGTH_TYPE base_data_type=A_UINT_32 @{{type}}
                      specific_data: StandardLengthType bit_length=8
                params[1]: Param short_name="Say \"it\"\n" byte_position=1
                  specific_data: CodedConst coded_value="1"
                    diag_coded_type: DiagCodedType (see @{{type}})

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    [Fact]
    public void WriteJson_Service_IsJsonWithReferences()
    {
        using var database = Define().ToDatabase();
        var service = MddElementSearch.FindServices(database, "Read").Single().Service;
        var text = new StringWriter(CultureInfo.InvariantCulture);

        MddJsonDump.Write(service, text);

        using var json = JsonDocument.Parse(text.ToString());
        var parameters = json.RootElement.GetProperty("request").GetProperty("params");
        Assert.Equal("DiagService", json.RootElement.GetProperty("@type").GetString());
        Assert.Equal("PHYSICAL", json.RootElement.GetProperty("addressing").GetString());
        Assert.Equal(0, parameters[0].GetProperty("byte_position").GetInt32());
        var shown = parameters[0].GetProperty("specific_data").GetProperty("diag_coded_type");
        var referred = parameters[1].GetProperty("specific_data").GetProperty("diag_coded_type");
        Assert.Equal(8, shown.GetProperty("specific_data").GetProperty("bit_length").GetInt32());
        Assert.Equal(shown.GetProperty("@id").GetInt32(), referred.GetProperty("@ref").GetInt32());
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("functional_groups")]
    [InlineData("other-writers/CVC00000")]
    public void Write_WholeDatabase_ShowsEachTableOnce(string name)
    {
        using var database = MddDatabase.Open(SampleFiles.PathOf(name));
        var json = new StringWriter(CultureInfo.InvariantCulture);
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };

        MddJsonDump.Write(MddElement.Root(database), json);
        MddTextDump.Write(MddElement.Root(database), text);

        using var document = JsonDocument.Parse(json.ToString());
        Assert.Equal(database.Statistics.Tables, CountTables(document.RootElement));
        Assert.Equal(database.Statistics.Tables, text.ToString().Split('\n').Count(line => line.Length > 0 && !line.EndsWith(')')));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Write_RandomDatabase_IsReadable(int seed)
    {
        var root = new RandomDefinitions(seed).MakeRoot(9);
        root.EcuName = "Random";
        using var database = new MddFileDefinition { Description = root }.ToDatabase();
        var json = new StringWriter(CultureInfo.InvariantCulture);

        MddJsonDump.Write(MddElement.Root(database), json);

        using var document = JsonDocument.Parse(json.ToString());
        Assert.Equal("Random", document.RootElement.GetProperty("ecu_name").GetString());
    }

    [Fact]
    public void Write_Cancelled_Ends()
    {
        using var database = Define().ToDatabase();
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => MddJsonDump.Write(MddElement.Root(database), TextWriter.Null, cancelled));
        Assert.Throws<OperationCanceledException>(() => MddTextDump.Write(MddElement.Root(database), TextWriter.Null, cancelled));
    }

    private static int CountTables(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.TryGetProperty("@ref", out _) ? 0 : 1) + element.EnumerateObject().Sum(p => CountTables(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(CountTables),
        _ => 0,
    };

    private static MddFileDefinition Define()
    {
        var type = new DiagCodedTypeDefinition { BaseDataType = DataType.AUInt32, SpecificData = new StandardLengthTypeDefinition { BitLength = 8 } };
        var service = new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = "Read" },
            Request = new RequestDefinition
            {
                Params =
                [
                    Constant("Sid", 0, "34", type),
                    Constant("Say \"it\"\n", 1, "1", type),
                ],
            },
        };
        return new MddFileDefinition
        {
            Description =
            {
                EcuName = "Test",
                Variants = { new VariantDefinition { DiagLayer = new DiagLayerDefinition { ShortName = "Base", DiagServices = [service] } } },
            },
        };
    }

    private static ParamDefinition Constant(string name, uint position, string value, DiagCodedTypeDefinition type) => new()
    {
        ShortName = name,
        BytePosition = position,
        SpecificData = new CodedConstParamDefinition { CodedValue = value, DiagCodedType = type },
    };
}
