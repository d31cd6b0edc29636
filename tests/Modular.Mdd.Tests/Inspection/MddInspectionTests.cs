using Modular.Mdd.Authoring;
using Modular.Mdd.Container;
using Modular.Mdd.Inspection;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Inspection;

public sealed class MddInspectionTests
{
    [Fact]
    public void Inspect_DatabaseOfOurs_FindsNothing() =>
        Assert.Empty(MddInspection.Inspect(MddFile.Open(WiperDatabase.Define().ToBytes())));

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Inspect_DatabaseOfTheReference_FindsNoError(string name) =>
        Assert.DoesNotContain(MddInspection.Inspect(MddFile.Open(SampleFiles.PathOf(name))), f => f.Severity == MddFindingSeverity.Error);

    [Fact]
    public void Inspect_ChartThatNamesStatesItDoesNotHave_FindsEachOfThem() => AssertFindings(
        layer => layer.StateCharts =
        [
            new StateChartDefinition
            {
                ShortName = "Session",
                StartStateShortNameRef = "Default",
                States = [new StateDefinition { ShortName = "Extended" }],
                StateTransitions = [new StateTransitionDefinition { ShortName = "Up", SourceShortNameRef = "Extended", TargetShortNameRef = "Gone" }],
            },
        ],
        "error: variants[Base].diag_layer.state_charts[Session]: it starts in the state 'Default', which the chart does not have",
        "error: variants[Base].diag_layer.state_charts[Session].state_transitions[Up]: it enters the state 'Gone', which the chart does not have");

    [Fact]
    public void Inspect_ReferencesToParametersOfTheWrongKind_FindsThem() => AssertFindings(
        layer =>
        {
            var wrong = new ParamDefinition { ShortName = "Wrong", SpecificData = new ReservedParamDefinition { BitLength = 8 } };
            layer.DiagServices =
            [
                Service(wrong, new ParamDefinition { ShortName = "Row", SpecificData = new TableStructParamDefinition { TableKey = wrong } }),
            ];
        },
        "error: variants[Base].diag_layer.diag_services[Read].request.params[Row].TableStruct.table_key: it refers to the parameter 'Wrong', which is a Reserved instead of a TableKey");

    [Fact]
    public void Inspect_IncompleteElements_SaysWhatTheyLack() => AssertFindings(
        layer => layer.DiagServices = [Service(new ParamDefinition { ShortName = "P", SpecificData = new CodedConstParamDefinition { CodedValue = "1" } })],
        "warning: variants[Base].diag_layer.diag_services[Read].request.params[P].CodedConst: the CodedConst has no diag_coded_type");

    [Fact]
    public void Inspect_ServicesOfOneName_FindsThem() => AssertFindings(
        layer => layer.DiagServices = [Service(), Service(new ParamDefinition { ShortName = "P", SpecificData = new DynamicParamDefinition() })],
        "warning: variants[Base].diag_layer.diag_services: the name 'Read' occurs 2 times; readers take the first");

    [Fact]
    public void Inspect_PatternWhoseParameterIsInNoResponse_FindsIt() => AssertFindings(
        layer =>
        {
            var service = Service();
            layer.DiagServices = [service];
        },
        root => root.Variants.Add(new VariantDefinition
        {
            DiagLayer = new DiagLayerDefinition { ShortName = "Other" },
            VariantPatterns =
            [
                new VariantPatternDefinition
                {
                    MatchingParameters =
                    [
                        new MatchingParameterDefinition
                        {
                            ExpectedValue = "1",
                            DiagService = Service(),
                            OutParam = new ParamDefinition { ShortName = "Id", SpecificData = new DynamicParamDefinition() },
                        },
                    ],
                },
            ],
        }),
        "warning: variants[Other].variant_pattern[0].matching_parameter[0].out_param: the parameter 'Id' is in no response of the service 'Read'");

    [Fact]
    public void Inspect_TextThatIsNotUtf8OrDoesNotEnd_FindsBoth()
    {
        var bytes = File(_ => { });
        var place = bytes.AsSpan().IndexOf("Base"u8);
        bytes[place] = 0xff;
        bytes[place + 4] = (byte)'!';

        var findings = MddInspection.Inspect(MddFile.Open(bytes, new MddOptions { VerifyHash = false })).Select(f => f.Message).ToList();

        Assert.Equal(2, findings.Count);
        Assert.Contains(findings, f => f.EndsWith("is not UTF-8", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.EndsWith("does not end with a zero", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_DamagedDescription_IsAFindingAndNoException()
    {
        var bytes = File(_ => { });
        bytes[bytes.AsSpan().IndexOf("Base"u8)] = (byte)'C';

        var finding = Assert.Single(MddInspection.Inspect(MddFile.Open(bytes)));

        Assert.Equal(MddFindingSeverity.Error, finding.Severity);
        Assert.Contains("SHA-512", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_DamagedChunkBesideTheDescription_FindsItAndGoesOn()
    {
        var definition = Define(layer => layer.DiagServices = [Service(), Service(new ParamDefinition())]);
        definition.Chunks = [new MddChunkDefinition { Type = MddChunkType.CodeFile, Name = "job.jar", Data = "some code"u8.ToArray() }];
        var bytes = definition.ToBytes();
        bytes[bytes.AsSpan().LastIndexOf("some code"u8)] = (byte)'S';

        var findings = MddInspection.Inspect(MddFile.Open(bytes)).Select(f => f.Place).ToList();

        Assert.Equal("chunk 'job.jar'", findings[0]);
        Assert.Contains("variants[Base].diag_layer.diag_services", findings);
    }

    [Fact]
    public void Inspect_MisalignedPayload_FindsIt()
    {
        // The same description, two bytes further back, which our own reader does not mind.
        var payload = FlatBufferWriter.Write(Define(_ => { }).Description, 64);
        var shifted = new byte[payload.Length + 2];
        payload.AsSpan(4).CopyTo(shifted.AsSpan(6));
        shifted[0] = (byte)(payload[0] + 2);
        var writer = new ProtobufWriter();
        writer.WriteString(3, "Test");
        writer.WriteMessage(6, chunk => chunk.WriteBytes(8, shifted));

        var findings = MddInspection.Inspect(MddFile.Open((byte[])[.. ContainerReader.Magic, .. writer.Written])).ToList();

        Assert.Contains(findings, f => f.Severity == MddFindingSeverity.Error && f.Message.Contains("not aligned", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.StartsWith("it carries no hash", StringComparison.Ordinal));
    }

    private static void AssertFindings(Action<DiagLayerDefinition> fill, params string[] findings) => AssertFindings(fill, _ => { }, findings);

    private static void AssertFindings(Action<DiagLayerDefinition> fill, Action<EcuDataDefinition> add, params string[] findings)
    {
        var definition = Define(fill);
        add(definition.Description);
        Assert.Equal(findings, MddInspection.Inspect(MddFile.Open(definition.ToBytes())).Select(f => f.ToString()));
    }

    private static byte[] File(Action<DiagLayerDefinition> fill) => Define(fill).ToBytes();

    private static MddFileDefinition Define(Action<DiagLayerDefinition> fill)
    {
        var layer = new DiagLayerDefinition { ShortName = "Base" };
        fill(layer);
        return new MddFileDefinition
        {
            Description = { EcuName = "Test", Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = layer } } },
        };
    }

    private static DiagServiceDefinition Service(params ParamDefinition[] parameters) => new()
    {
        DiagComm = new DiagCommDefinition { ShortName = "Read" },
        Request = new RequestDefinition { Params = [.. parameters] },
    };
}
