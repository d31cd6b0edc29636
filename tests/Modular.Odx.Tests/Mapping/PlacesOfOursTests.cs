using Modular.Mdd.Authoring;
using Modular.Odx.Losses;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.Mapping;

/// <summary>What the reference's converter drops or refuses, and a database of ours holds.</summary>
public class PlacesOfOursTests
{
    [SharedDataFact]
    public void Convert_DynamicEndMarkerField_IsKept()
    {
        var fields = SampleArchives.Convert("fixtures/fx_struct.pdx").Databases[0].Description.Variants[0].DiagLayer!.DiagServices
            .SelectMany(static service => service.PositiveResponses.SelectMany(static response => response.Params))
            .Select(static param => (param.SpecificData as ValueParamDefinition)?.Dop?.SpecificData)
            .OfType<DynamicEndMarkerFieldDefinition>()
            .ToArray();

        Assert.NotEmpty(fields);
        Assert.All(fields, static field => Assert.Equal("255", field.TerminationValue));
        Assert.All(fields, static field => Assert.NotNull(field.EndDop));
    }

    [SharedDataFact]
    public void Convert_ComParamsOfAProtocol_AreKept()
    {
        var layer = SampleArchives.Convert("somersault.pdx").Databases[0].Description.Variants[0];

        var protocol = Assert.IsType<ProtocolDefinition>(layer.ParentRefs[0].Parent);

        Assert.Equal(11, protocol.DiagLayer!.ComParamRefs.Count);
        Assert.All(protocol.DiagLayer.ComParamRefs, static one => Assert.Null(one.Protocol));
    }

    [SharedDataFact]
    public void Convert_BaseVariantPattern_IsAPattern()
    {
        var variant = SampleArchives.Convert("synthetic/synthetic-odx").Databases[0].Description.Variants[0];

        var parameter = Assert.Single(Assert.Single(variant.VariantPatterns).MatchingParameters);

        Assert.True(variant.IsBaseVariant);
        Assert.Equal("SynthECU_1.0", parameter.ExpectedValue);
        Assert.Equal("DataRecord", parameter.OutParam!.ShortName);
        Assert.True(parameter.UsePhysicalAddressing);
    }

    [SharedDataFact]
    public void Convert_LinkedDtcDops_BringTheirCodesButThoseWithheld()
    {
        var codes = SampleArchives.Convert("fixtures/fx_struct.pdx").Databases[0].Description.Variants[0].DiagLayer!.DiagServices
            .SelectMany(static service => service.PositiveResponses.SelectMany(static response => response.Params))
            .Select(static param => (param.SpecificData as ValueParamDefinition)?.Dop?.SpecificData)
            .OfType<DtcDopDefinition>()
            .Select(static dop => dop.Dtcs.Count)
            .ToHashSet();

        Assert.Contains(codes, static count => count > 2);
    }

    [Fact]
    public void Convert_GlobalNegativeResponsesAndVariables_AreKept()
    {
        var document = OdxText.BaseVariant(more: """
            <GLOBAL-NEG-RESPONSES><GLOBAL-NEG-RESPONSE ID="G"><SHORT-NAME>Busy</SHORT-NAME><PARAMS/></GLOBAL-NEG-RESPONSE></GLOBAL-NEG-RESPONSES>
            <DIAG-VARIABLES><DIAG-VARIABLE ID="V" IS-READ-BEFORE-WRITE="true"><SHORT-NAME>Speed</SHORT-NAME>
            <VARIABLE-GROUP-REF ID-REF="VG"/><COMM-RELATIONS><COMM-RELATION VALUE-TYPE="STORED"><RELATION-TYPE>READ</RELATION-TYPE>
            <DIAG-COMM-SNREF SHORT-NAME="Read"/><OUT-PARAM-IF-SNREF SHORT-NAME="Value"/></COMM-RELATION></COMM-RELATIONS></DIAG-VARIABLE></DIAG-VARIABLES>
            <VARIABLE-GROUPS><VARIABLE-GROUP ID="VG"><SHORT-NAME>Motion</SHORT-NAME></VARIABLE-GROUP></VARIABLE-GROUPS>
            """);

        var conversion = MemoryPdx.Convert(document);
        using var database = conversion.Databases[0].ToDatabase();
        var layer = EcuDataDefinition.From(database.Root).Variants[0].DiagLayer!;

        Assert.Equal(0, conversion.Losses.Count);
        Assert.Equal("Busy", Assert.Single(layer.GlobalNegativeResponses).ShortName);
        var variable = Assert.Single(layer.DiagVariables);
        Assert.Equal("Motion", variable.VariableGroup!.ShortName);
        Assert.Same(layer.DiagServices[0], Assert.Single(variable.CommRelations).DiagComm);
    }

    [Fact]
    public void Convert_ExplicitZeros_AreWritten()
    {
        using var database = MemoryPdx.Convert(OdxText.BaseVariant()).Databases[0].ToDatabase();

        var request = EcuDataDefinition.From(database.Root).Variants[0].DiagLayer!.DiagServices[0].Request!;

        Assert.Equal(0u, request.Params[0].BytePosition);
    }

    [Fact]
    public void Convert_TableThatLeadsBackToItsService_LosesTheConnectorOnly()
    {
        var document = OdxText.BaseVariant("""<DOP-REF ID-REF="S"/>""", dictionary: """
            <STRUCTURES><STRUCTURE ID="S"><SHORT-NAME>S</SHORT-NAME><PARAMS>
            <PARAM ID="K" xsi:type="TABLE-KEY"><SHORT-NAME>Key</SHORT-NAME><TABLE-REF ID-REF="T"/></PARAM></PARAMS></STRUCTURE></STRUCTURES>
            <TABLES><TABLE ID="T"><SHORT-NAME>T</SHORT-NAME><TABLE-ROW ID="R"><SHORT-NAME>R</SHORT-NAME><KEY>1</KEY></TABLE-ROW>
            <TABLE-DIAG-COMM-CONNECTORS><TABLE-DIAG-COMM-CONNECTOR><SEMANTIC>READ</SEMANTIC><DIAG-COMM-SNREF SHORT-NAME="Read"/></TABLE-DIAG-COMM-CONNECTOR></TABLE-DIAG-COMM-CONNECTORS>
            </TABLE></TABLES>
            """);

        var conversion = MemoryPdx.Convert(document);
        using var database = conversion.Databases[0].ToDatabase();

        var group = Assert.Single(conversion.Losses.Groups, static one => one.Name != "DATA-OBJECT-PROP");
        Assert.Equal("TABLE-DIAG-COMM-CONNECTOR", group.Name);
        Assert.Equal(LossReason.Cycle, group.Reason);
    }

    [Fact]
    public void Convert_SameInputTwice_GivesTheSameBytes()
    {
        var document = OdxText.BaseVariant();

        Assert.Equal(MemoryPdx.Convert(document).Databases[0].ToBytes(), MemoryPdx.Convert(document).Databases[0].ToBytes());
    }
}
