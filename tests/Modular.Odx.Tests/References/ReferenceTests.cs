using Modular.Mdd.Authoring;
using Modular.Odx.Conversion;
using Modular.Odx.Losses;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.References;

/// <summary>References that lead nowhere, elsewhere or in circles, and what is said about them.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData("""<DOP-REF ID-REF="DOP.None"/>""", "DOP-REF leads to the ID DOP.None, which a.odx-d does not have. No document of the archive has it.")]
    [InlineData("""<DOP-REF ID-REF="DOP.Byte" DOCREF="Elsewhere" DOCTYPE="CONTAINER"/>""", "the document Elsewhere, which the archive does not have")]
    [InlineData("""<DOP-REF ID-REF="DOP.None" DOCREF="Container" DOCTYPE="CONTAINER"/>""", "which Container (a.odx-d) does not have")]
    [InlineData("""<DOP-SNREF SHORT-NAME="None"/>""", "DOP-SNREF names None, which Wiper neither declares nor inherits")]
    [InlineData("""<DOP-REF ID-REF="BV.RQ"/>""", "DOP-REF leads to REQUEST RQ, which is no data object property")]
    [InlineData("""<DOP-REF/>""", "DOP-REF has no ID-REF")]
    [InlineData("", "has neither DOP-REF nor DOP-SNREF")]
    public void Convert_ReferenceThatLeadsNowhere_SaysWhatFromWhere(string reference, string expected)
    {
        var document = OdxText.BaseVariant(parameter: reference);

        var problem = Assert.Single(MemoryPdx.Refuse(document).Problems);

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Equal("a.odx-d", problem.Document);
        Assert.Contains("/POS-RESPONSE[PR]/PARAMS/PARAM[Value]", problem.Path, StringComparison.Ordinal);
        Assert.True(problem.Line > 5);

        var lenient = MemoryPdx.ConvertLeniently(document);
        Assert.Contains(expected, Assert.Single(lenient.Warnings).Message, StringComparison.Ordinal);
        Assert.Contains(lenient.Losses.Groups, static group => group.Reason is LossReason.Unresolved or LossReason.BadValue);
    }

    [Fact]
    public void Convert_SeveralErrors_TellsAllOfThem()
    {
        var document = OdxText.BaseVariant(parameter: """<DOP-REF ID-REF="DOP.None"/>""", more: """<COMPARAM-REFS><COMPARAM-REF ID-REF="CP"/></COMPARAM-REFS>""");

        Assert.Equal(2, MemoryPdx.Refuse(document).ErrorCount);
    }

    [Fact]
    public void Convert_IdGivenTwice_NamesTheFirst()
    {
        var document = OdxText.BaseVariant(dops: OdxText.Byte + OdxText.Byte.Replace(">Byte<", ">Other<", StringComparison.Ordinal));

        var problem = Assert.Single(MemoryPdx.Refuse(document).Problems);

        Assert.Contains("the ID DOP.Byte is taken by DATA-OBJECT-PROP Byte in line", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ReferenceToAnotherDocument_NeedsDocref()
    {
        var shared = OdxText.Document($"""
            <ECU-SHARED-DATAS><ECU-SHARED-DATA ID="ESD"><SHORT-NAME>Shared</SHORT-NAME>
            <DIAG-DATA-DICTIONARY-SPEC><DATA-OBJECT-PROPS>{OdxText.Byte}</DATA-OBJECT-PROPS></DIAG-DATA-DICTIONARY-SPEC></ECU-SHARED-DATA></ECU-SHARED-DATAS>
            """, "SharedContainer");
        string Own(string attributes, string more = "") => OdxText.BaseVariant($"""<DOP-REF ID-REF="DOP.Byte" {attributes}/>""", dops: "", more: more);

        var byContainer = MemoryPdx.Convert([("a.odx-d", Own("""DOCREF="SharedContainer" DOCTYPE="CONTAINER" """)), ("b.odx-d", shared)]);
        var byLayer = MemoryPdx.Convert([("a.odx-d", Own("""DOCREF="Shared" DOCTYPE="LAYER" """)), ("b.odx-d", shared)]);
        var imported = MemoryPdx.Convert([("a.odx-d", Own("", """<IMPORT-REFS><IMPORT-REF ID-REF="ESD" DOCREF="Shared"/></IMPORT-REFS>""")), ("b.odx-d", shared)]);
        Assert.All([byContainer, byLayer, imported], static conversion => Assert.Equal("Byte", Dop(conversion.Databases[0].Description.Variants[0]).ShortName));

        var refused = Assert.Throws<OdxConversionException>(() => MemoryPdx.Convert([("a.odx-d", Own("")), ("b.odx-d", shared)]));
        Assert.Contains("b.odx-d has it, but a reference to another document names it by DOCREF", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_LayersThatInheritInACircle_NamesTheCircle()
    {
        var document = OdxText.BaseVariant(
            more: """<PARENT-REFS><PARENT-REF ID-REF="FG" xsi:type="FUNCTIONAL-GROUP-REF"/></PARENT-REFS>""",
            layers: """
                <FUNCTIONAL-GROUPS><FUNCTIONAL-GROUP ID="FG"><SHORT-NAME>Wipers</SHORT-NAME>
                <PARENT-REFS><PARENT-REF ID-REF="BV" xsi:type="BASE-VARIANT-REF"/></PARENT-REFS></FUNCTIONAL-GROUP></FUNCTIONAL-GROUPS>
                """);

        Assert.Contains("circle: Wipers -> Wiper -> Wipers", Assert.Single(MemoryPdx.Refuse(document).Problems).Message, StringComparison.Ordinal);
        Assert.Single(MemoryPdx.ConvertLeniently(document).Databases);
    }

    [Fact]
    public void Convert_StructureThatContainsItself_IsRefused()
    {
        var document = OdxText.BaseVariant("""<DOP-REF ID-REF="S"/>""", dictionary: """
            <STRUCTURES><STRUCTURE ID="S"><SHORT-NAME>Loop</SHORT-NAME><PARAMS>
            <PARAM xsi:type="VALUE"><SHORT-NAME>Inner</SHORT-NAME><DOP-REF ID-REF="S"/></PARAM></PARAMS></STRUCTURE></STRUCTURES>
            """);

        Assert.Contains("STRUCTURE Loop contains itself", Assert.Single(MemoryPdx.Refuse(document).Problems).Message, StringComparison.Ordinal);
        using var database = MemoryPdx.ConvertLeniently(document).Databases[0].ToDatabase();
    }

    [Fact]
    public void Convert_StructuresNestedDeeperThanADatabaseAllows_IsRefusedWithTheElement()
    {
        var structures = string.Concat(Enumerable.Range(0, 100).Select(static number => $"""
            <STRUCTURE ID="S{number}"><SHORT-NAME>S{number}</SHORT-NAME><PARAMS>
            <PARAM xsi:type="VALUE"><SHORT-NAME>P</SHORT-NAME><DOP-REF ID-REF="{(number == 99 ? "DOP.Byte" : $"S{number + 1}")}"/></PARAM></PARAMS></STRUCTURE>
            """));

        var exception = MemoryPdx.Refuse(OdxText.BaseVariant("""<DOP-REF ID-REF="S0"/>""", dictionary: $"<STRUCTURES>{structures}</STRUCTURES>"));

        Assert.Contains("deeper than the 64 tables", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ForAnAudienceThatNobodyDeclares_Warns()
    {
        var conversion = MemoryPdx.Convert(OdxText.BaseVariant(), new OdxConversionOptions { Audiences = ["Wrokshop"] });

        Assert.Contains("no additional audience Wrokshop", Assert.Single(conversion.Warnings).Message, StringComparison.Ordinal);
    }

    private static DopDefinition Dop(VariantDefinition variant) =>
        ((ValueParamDefinition)variant.DiagLayer!.DiagServices[0].PositiveResponses[0].Params[1].SpecificData!).Dop!;
}
