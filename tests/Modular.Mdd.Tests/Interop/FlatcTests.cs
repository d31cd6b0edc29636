using System.Text.Json.Nodes;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Interop;

/// <summary>Payloads read by the FlatBuffers compiler with the published schema, which does not know what this project appended.</summary>
public sealed class FlatcTests : IDisposable
{
    // What the content's kind implies: the reference leaves it out, we write it.
    private static readonly string[] Implied = ["dop_type", "param_type", "com_param_type"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramTheory("flatc", withSharedData: true)]
    [InlineData("FLXC1000")]
    [InlineData("functional_groups")]
    [InlineData("other-writers/CVC00000")]
    public void Flatc_CopyOfADatabase_ReadsWhatItReadsInTheOriginal(string name)
    {
        using var original = MddDatabase.Open(SampleFiles.PathOf(name));

        var expected = Read(SampleFiles.ReadPayload(name));
        var actual = Read(FlatBufferWriter.Write(EcuDataDefinition.From(original.Root), 64));

        Assert.Null(FirstDifference(expected, actual, "root"));
    }

    [ProgramFact("flatc")]
    public void Flatc_PayloadWithWhatOnlyOurSchemaHolds_ReadsTheRest()
    {
        var layer = new DiagLayerDefinition
        {
            ShortName = "Base",
            GlobalNegativeResponses = [new ResponseDefinition { ShortName = "General", ResponseType = ResponseType.GlobalNegResponse }],
            DiagVariables = [new DiagVariableDefinition { ShortName = "Speed", IsReadBeforeWrite = true }],
            DiagServices =
            [
                new DiagServiceDefinition
                {
                    DiagComm = new DiagCommDefinition { ShortName = "Read" },
                    Request = new RequestDefinition { ShortName = "RQ_Read", Params = [new ParamDefinition { ShortName = "Sid", BytePosition = 0 }] },
                    PositiveResponseSuppressible = new PositiveResponseSuppressibleDefinition { BitMask = [0x80] },
                },
            ],
        };
        var root = new EcuDataDefinition { EcuName = "Test", Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = layer } } };

        var read = Read(FlatBufferWriter.Write(root, 64));

        Assert.Equal(
            """{"version":"2025-05-10","ecu_name":"Test","variants":[{"diag_layer":{"short_name":"Base","diag_services":[{"diag_comm":{"short_name":"Read"},"request":{"params":[{"short_name":"Sid","byte_position":0}]},"addressing":"PHYSICAL","transmission_mode":"SEND_AND_RECEIVE"}]},"is_base_variant":true}]}""",
            read.ToJsonString());
    }

    [ProgramFact("flatc")]
    public void Flatc_RandomPayloads_AreReadWithOurSchema()
    {
        for (var seed = 31; seed < 36; seed++)
        {
            var root = new RandomDefinitions(seed).MakeRoot(7);
            root.EcuName = "Random";

            Assert.Equal("Random", (string?)Read(FlatBufferWriter.Write(root, 64), WriteOurSchema())["ecu_name"]);
        }
    }

    [ProgramFact("flatc")]
    public void Flatc_OurSchema_OnlyAppendsToThePublishedOne() =>
        ProgramRun.Of("flatc", _folder.Path, null, "--conform", Path.Combine(ProgramRun.SchemaFolder, "mdd.fbs"), "-b", "--schema", WriteOurSchema());

    private JsonNode Read(byte[] payload, string? schema = null)
    {
        schema ??= Path.Combine(ProgramRun.SchemaFolder, "mdd.fbs");
        File.WriteAllBytes(_folder.File("payload.bin"), payload);
        ProgramRun.Of("flatc", _folder.Path, null, "-b", "--schema", schema);
        ProgramRun.Of(
            "flatc", _folder.Path, null, "-t", "--strict-json", "--raw-binary", Path.GetFileNameWithoutExtension(schema) + ".bfbs", "--", "payload.bin");
        return JsonNode.Parse(File.ReadAllBytes(_folder.File("payload.json")))!;
    }

    // Our whole schema in flatc's own syntax.
    private string WriteOurSchema()
    {
        var lines = new List<string> { "namespace dataformat;" };
        foreach (var e in MddSchema.Enums)
        {
            lines.Add($"enum {e.Name} : byte {{ {string.Join(", ", e.Members)} }}");
        }

        foreach (var union in MddSchema.Unions)
        {
            lines.Add($"union {union.Name} {{ {string.Join(", ", union.Alternatives.Skip(1).Select(type => MddSchema.Tables[type].Name))} }}");
        }

        foreach (var table in MddSchema.Tables)
        {
            lines.Add($"table {table.Name} {{ {string.Join(' ', table.Fields.Select(Describe))} }}");
        }

        lines.Add("root_type EcuData;");
        File.WriteAllLines(_folder.File("ours.fbs"), lines);
        return _folder.File("ours.fbs");
    }

    private static string Describe(FieldDescription field)
    {
        var type = field.Type switch
        {
            FieldType.Boolean => "bool",
            FieldType.Byte => "ubyte",
            FieldType.Int32 => "int",
            FieldType.UInt32 => "uint",
            FieldType.Double => "double",
            FieldType.String => "string",
            FieldType.Enum => MddSchema.Enums[field.Target].Name,
            FieldType.Union => MddSchema.Unions[field.Target].Name,
            _ => MddSchema.Tables[field.Target].Name,
        };
        return $"{field.Name}:{(field.IsVector ? $"[{type}]" : type)}{(field.IsNullable ? " = null" : field.Default ? " = true" : "")};";
    }

    /// <summary>Where two readings differ, or null. What is implied may be missing, as may vectors without elements.</summary>
    private static string? FirstDifference(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                return left.Select(field => field.Key).Union(right.Select(field => field.Key)).Except(Implied)
                    .Select(name => FirstDifference(left[name], right[name], $"{path}.{name}"))
                    .FirstOrDefault(difference => difference is not null);
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                return left.Select((item, index) => FirstDifference(item, right[index], $"{path}[{index}]")).FirstOrDefault(difference => difference is not null);
            case (JsonArray { Count: 0 }, null):
                return null;
            default:
                return JsonNode.DeepEquals(expected, actual) ? null : $"{path}: {expected?.ToJsonString()} | {actual?.ToJsonString()}";
        }
    }
}
