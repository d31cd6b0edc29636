using System.Text;
using Modular.Odx.Conversion;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.BadInput;

/// <summary>Documents that are no ODX, or made to cost more than they should.</summary>
public class HostileDocumentTests
{
    [Theory]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE ODX [<!ENTITY a "b">]><ODX MODEL-VERSION="2.2.0">&a;</ODX>""", "DTD")]
    [InlineData("""<!DOCTYPE ODX SYSTEM "http://127.0.0.1:9/odx.dtd"><ODX MODEL-VERSION="2.2.0"/>""", "DTD")]
    [InlineData("""<ODX MODEL-VERSION="2.2.0">&unknown;</ODX>""", "unknown")]
    [InlineData("""<HTML/>""", "its root is HTML")]
    [InlineData("""<ODX/>""", "no MODEL-VERSION")]
    [InlineData("""<ODX MODEL-VERSION="3.0.0"/>""", "MODEL-VERSION 3.0.0 is none of 2.0, 2.1 and 2.2")]
    [InlineData("""<ODX MODEL-VERSION="2.2.0">""", "not closed")]
    [InlineData("""<ODX MODEL-VERSION="2.2.0"></XDO>""", "XDO")]
    [InlineData("", "Root element is missing")]
    [InlineData("plain text", "no well-formed XML")]
    public void Convert_NoOdx_SaysWhatIsWrongAndWhere(string document, string expected)
    {
        var exception = Assert.Throws<OdxFormatException>(() => MemoryPdx.Convert(document));

        Assert.StartsWith("a.odx-d", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_NestedDeeperThanAllowed_NamesTheLineAndTheLimit()
    {
        var sdgs = string.Concat(Enumerable.Repeat("<SDG>\n", 200)) + string.Concat(Enumerable.Repeat("</SDG>", 200));

        var exception = Assert.Throws<OdxFormatException>(() => MemoryPdx.Convert(OdxText.BaseVariant(more: $"<SDGS>{sdgs}</SDGS>")));

        Assert.Contains("deeper than the 128 levels", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Line > 100);
    }

    [Fact]
    public void Convert_NestedDeepInWhatIsSkipped_IsRefusedAsWell()
    {
        var divisions = string.Concat(Enumerable.Repeat("<div>", 200)) + string.Concat(Enumerable.Repeat("</div>", 200));

        Assert.Throws<OdxFormatException>(() => MemoryPdx.Convert(OdxText.BaseVariant(more: $"<DESC>{divisions}</DESC>")));
    }

    [Fact]
    public void Convert_SpecialDataNestedDeeperThanADatabaseAllows_CannotBeWritten()
    {
        var sdgs = string.Concat(Enumerable.Repeat("<SDG>", 60)) + string.Concat(Enumerable.Repeat("</SDG>", 60));

        var database = Assert.Single(MemoryPdx.Convert(OdxText.BaseVariant(more: $"<SDGS>{sdgs}</SDGS>")).Databases);

        Assert.Contains("64", Assert.Throws<InvalidOperationException>(database.ToBytes).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(OdxLimits.MaxElements), "elements allowed")]
    [InlineData(nameof(OdxLimits.MaxTextLength), "more than the 4 allowed")]
    [InlineData(nameof(OdxLimits.MaxAttributes), "attributes, more than")]
    public void Convert_MoreThanALimit_NamesIt(string limit, string expected)
    {
        var limits = limit switch
        {
            nameof(OdxLimits.MaxElements) => OdxLimits.Default with { MaxElements = 10 },
            nameof(OdxLimits.MaxTextLength) => OdxLimits.Default with { MaxTextLength = 4 },
            _ => OdxLimits.Default with { MaxAttributes = 1 },
        };
        using var archive = MemoryPdx.Open(MemoryPdx.Zip(("a.odx-d", OdxText.BaseVariant())), limits);

        var exception = Assert.Throws<OdxFormatException>(() => OdxConverter.Convert(archive));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Line > 0);
    }

    [Fact]
    public void Convert_BytesThatAreNoUtf8_IsRefusedWithTheLine()
    {
        var bytes = Encoding.UTF8.GetBytes(OdxText.BaseVariant());
        bytes[Encoding.UTF8.GetString(bytes).IndexOf("Wiper", StringComparison.Ordinal)] = 0xFF;

        var exception = Assert.Throws<OdxFormatException>(() => Convert(bytes));

        Assert.StartsWith("a.odx-d", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_EncodingThatTheDeclarationDoesNotHave_IsRefused() =>
        Assert.Throws<OdxFormatException>(() => Convert(Encoding.UTF8.GetBytes(OdxText.BaseVariant().Replace("UTF-8", "NO-SUCH", StringComparison.Ordinal))));

    [Theory]
    [InlineData("UTF-16")]
    [InlineData("ISO-8859-1")]
    public void Convert_OtherEncodings_AreRead(string encoding)
    {
        var text = OdxText.BaseVariant(more: "<SDGS><SDG><SD>Größe</SD></SDG></SDGS>").Replace("UTF-8", encoding, StringComparison.Ordinal);
        var coder = Encoding.GetEncoding(encoding);

        var conversion = Convert([.. coder.GetPreamble(), .. coder.GetBytes(text)]);

        var sdgs = conversion.Databases[0].Description.Variants[0].DiagLayer!.Sdgs!;
        Assert.Equal("Größe", Assert.IsType<Mdd.Authoring.SdDefinition>(sdgs.Groups[0].Items[0].Content).Value);
    }

    [Theory]
    [InlineData("2.0.1")]
    [InlineData("2.1.0")]
    [InlineData("2.2.0")]
    public void Convert_ModelVersion_IsAccepted(string version)
    {
        var document = OdxText.BaseVariant().Replace("2.2.0", version, StringComparison.Ordinal);

        Assert.Single(MemoryPdx.Convert(document).Databases);
        Assert.Single(MemoryPdx.Convert(document.Replace("MODEL-VERSION", "VERSION", StringComparison.Ordinal)).Databases);
    }

    private static OdxConversion Convert(byte[] document)
    {
        using var archive = MemoryPdx.Open(MemoryPdx.ZipBytes(("a.odx-d", document)));
        return OdxConverter.Convert(archive);
    }
}
