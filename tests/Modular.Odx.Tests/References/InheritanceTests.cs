using Modular.Mdd.Authoring;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.References;

/// <summary>Short names mean what they mean in the layer that uses them, not in the one that wrote them down.</summary>
public class InheritanceTests
{
    private const string ByName = """<DOP-SNREF SHORT-NAME="Byte"/>""";

    [Fact]
    public void Convert_VariantThatRedefinesADop_GetsItsOwnCopyOfTheService()
    {
        var variants = MemoryPdx.Convert(OdxText.BaseVariant(ByName, layers: Variant(WideByte))).Databases[0].Description.Variants;

        Assert.Equal(8u, Bits(Assert.Single(variants[0].DiagLayer!.DiagServices)));
        var own = Assert.Single(variants[1].DiagLayer!.DiagServices);
        Assert.Equal("Read", own.DiagComm!.ShortName);
        Assert.Equal(16u, Bits(own));
    }

    [Fact]
    public void Convert_VariantThatDefinesSomethingElse_HasNoServiceOfItsOwn()
    {
        var other = WideByte.Replace(">Byte<", ">Word<", StringComparison.Ordinal);

        var variants = MemoryPdx.Convert(OdxText.BaseVariant(ByName, layers: Variant(other))).Databases[0].Description.Variants;

        Assert.Empty(variants[1].DiagLayer!.DiagServices);
    }

    [Fact]
    public void Convert_ReferenceById_IsNotBoundAnew()
    {
        var variants = MemoryPdx.Convert(OdxText.BaseVariant(layers: Variant(WideByte))).Databases[0].Description.Variants;

        Assert.Empty(variants[1].DiagLayer!.DiagServices);
    }

    [Fact]
    public void Convert_ServiceThatIsNotInherited_IsNotCopied()
    {
        const string Withheld = "<NOT-INHERITED-DIAG-COMMS><NOT-INHERITED-DIAG-COMM><DIAG-COMM-SNREF SHORT-NAME=\"Read\"/></NOT-INHERITED-DIAG-COMM></NOT-INHERITED-DIAG-COMMS>";

        var variant = MemoryPdx.Convert(OdxText.BaseVariant(ByName, layers: Variant(WideByte, Withheld))).Databases[0].Description.Variants[1];

        Assert.Empty(variant.DiagLayer!.DiagServices);
        Assert.Equal(["Read"], Assert.Single(variant.ParentRefs).NotInheritedDiagCommShortNames);
    }

    [Fact]
    public void Convert_SharedServiceWhoseNameOnlyTheHeirKnows_IsHeldByTheHeir()
    {
        var shared = $"""
            <ECU-SHARED-DATAS><ECU-SHARED-DATA ID="ESD"><SHORT-NAME>Shared</SHORT-NAME>
            <DIAG-COMMS>{OdxText.Service("Common", "ESD")}</DIAG-COMMS>{OdxText.Messages("ESD", ByName)}</ECU-SHARED-DATA></ECU-SHARED-DATAS>
            """;
        var inherits = """<PARENT-REFS><PARENT-REF ID-REF="ESD" xsi:type="ECU-SHARED-DATA-REF"/></PARENT-REFS>""";

        var variant = MemoryPdx.Convert(OdxText.BaseVariant(more: inherits, layers: shared)).Databases[0].Description.Variants[0];

        Assert.Equal(["Read", "Common"], variant.DiagLayer!.DiagServices.Select(static service => service.DiagComm!.ShortName));
        Assert.Empty(Assert.IsType<EcuSharedDataDefinition>(variant.ParentRefs[0].Parent).DiagLayer!.DiagServices);
    }

    [Fact]
    public void Convert_SharedServiceWhoseNameNobodyKnows_IsRefused()
    {
        var shared = $"""
            <ECU-SHARED-DATAS><ECU-SHARED-DATA ID="ESD"><SHORT-NAME>Shared</SHORT-NAME>
            <DIAG-COMMS>{OdxText.Service("Common", "ESD")}</DIAG-COMMS>{OdxText.Messages("ESD", """<DOP-SNREF SHORT-NAME="None"/>""")}</ECU-SHARED-DATA></ECU-SHARED-DATAS>
            """;
        var inherits = """<PARENT-REFS><PARENT-REF ID-REF="ESD" xsi:type="ECU-SHARED-DATA-REF"/></PARENT-REFS>""";

        Assert.Contains("DOP-SNREF names None", MemoryPdx.Refuse(OdxText.BaseVariant(more: inherits, layers: shared)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_TwoParentsWithOneName_TakesThatOfTheHigherLayer()
    {
        var layers = $"""
            <FUNCTIONAL-GROUPS><FUNCTIONAL-GROUP ID="FG"><SHORT-NAME>Group</SHORT-NAME>
            <DIAG-DATA-DICTIONARY-SPEC><DATA-OBJECT-PROPS>{Named("FG", 24)}</DATA-OBJECT-PROPS></DIAG-DATA-DICTIONARY-SPEC></FUNCTIONAL-GROUP></FUNCTIONAL-GROUPS>
            <ECU-SHARED-DATAS><ECU-SHARED-DATA ID="ESD"><SHORT-NAME>Shared</SHORT-NAME>
            <DIAG-DATA-DICTIONARY-SPEC><DATA-OBJECT-PROPS>{Named("ESD", 16)}</DATA-OBJECT-PROPS></DIAG-DATA-DICTIONARY-SPEC></ECU-SHARED-DATA></ECU-SHARED-DATAS>
            """;
        var inherits = """
            <PARENT-REFS><PARENT-REF ID-REF="ESD" xsi:type="ECU-SHARED-DATA-REF"/><PARENT-REF ID-REF="FG" xsi:type="FUNCTIONAL-GROUP-REF"/></PARENT-REFS>
            """;

        var variant = MemoryPdx.Convert(OdxText.BaseVariant(ByName, dops: "", more: inherits, layers: layers)).Databases[0].Description.Variants[0];

        Assert.Equal(24u, Bits(variant.DiagLayer!.DiagServices[0]));
    }

    [Fact]
    public void Convert_SeveralBaseVariants_GivesOneDatabaseEach()
    {
        var second = OdxText.BaseVariant().Replace("\"BV", "\"B2", StringComparison.Ordinal).Replace(">Wiper<", ">Washer<", StringComparison.Ordinal).Replace("Container", "Second", StringComparison.Ordinal);

        var databases = MemoryPdx.Convert([("a.odx-d", OdxText.BaseVariant(layers: Variant(WideByte))), ("b.odx-d", second)]).Databases;

        Assert.Equal(["Wiper", "Washer"], databases.Select(static database => database.Description.EcuName));
        Assert.Equal(["Wiper", "Wiper_2"], databases[0].Description.Variants.Select(static variant => variant.DiagLayer!.ShortName));
        Assert.Equal(["Washer"], databases[1].Description.Variants.Select(static variant => variant.DiagLayer!.ShortName));
    }

    private static readonly string WideByte = Named("EV", 16);

    private static string Named(string prefix, int bits) => OdxText.Byte
        .Replace("DOP.Byte", prefix + ".Byte", StringComparison.Ordinal)
        .Replace("<BIT-LENGTH>8<", $"<BIT-LENGTH>{bits}<", StringComparison.Ordinal);

    private static string Variant(string dops, string exceptions = "") => $"""
        <ECU-VARIANTS><ECU-VARIANT ID="EV"><SHORT-NAME>Wiper_2</SHORT-NAME>
        <DIAG-DATA-DICTIONARY-SPEC><DATA-OBJECT-PROPS>{dops}</DATA-OBJECT-PROPS></DIAG-DATA-DICTIONARY-SPEC>
        <PARENT-REFS><PARENT-REF ID-REF="BV" xsi:type="BASE-VARIANT-REF">{exceptions}</PARENT-REF></PARENT-REFS></ECU-VARIANT></ECU-VARIANTS>
        """;

    private static uint Bits(DiagServiceDefinition service)
    {
        var dop = ((ValueParamDefinition)service.PositiveResponses[0].Params[1].SpecificData!).Dop!;
        return ((StandardLengthTypeDefinition)((NormalDopDefinition)dop.SpecificData!).DiagCodedType!.SpecificData!).BitLength;
    }
}
