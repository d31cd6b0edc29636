using System.Text;
using Modular.Odx.Conversion;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.BadInput;

/// <summary>Documents changed at random: each is converted or refused, none crashes.</summary>
public class MutationTests
{
    private const int Documents = 10_000;
    private const int Seed = 22901;

    private static readonly string[] Words =
    [
        "ID-REF", "DOP-REF", "STRUCTURE", "TABLE-KEY", "PARAM-LENGTH-INFO-TYPE", "TABLE-STRUCT", "NRC-CONST", "<PARAM xsi:type=\"VALUE\">", "</PARAM>", "BV.PR",
        "DOP.Byte", "4294967296", "-1", "", "INFINITE", "&lt;", "]]>", "<!--", "<DIAG-COMMS>", "PARENT-REF", "xsi:type=\"TABLE-ENTRY\"",
    ];

    [Fact]
    public void Convert_MutatedDocuments_AreConvertedOrRefused()
    {
        var random = new Random(Seed);
        var original = Original();
        var converted = 0;
        var refused = 0;
        for (var number = 0; number < Documents; number++)
        {
            var document = Mutate(original, random);
            try
            {
                using var archive = MemoryPdx.Open(MemoryPdx.Zip(("a.odx-d", document)));
                var conversion = OdxConverter.Convert(archive, new OdxConversionOptions { IsLenient = number % 2 == 0 });
                using var database = conversion.Databases[0].ToDatabase();
                converted++;
            }
            catch (Exception exception) when (exception is OdxFormatException or OdxConversionException)
            {
                Assert.False(string.IsNullOrWhiteSpace(exception.Message));
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Document {number} of seed {Seed}: {exception}\n{document}");
            }
        }

        Assert.True(converted > Documents / 20 && refused > Documents / 20, $"{converted} converted, {refused} refused");
    }

    /// <summary>A document with every kind of reference.</summary>
    private static string Original() => OdxText.BaseVariant(
        parameter: """<DOP-SNREF SHORT-NAME="Outer"/>""",
        dictionary: """
            <STRUCTURES><STRUCTURE ID="S.Inner"><SHORT-NAME>Inner</SHORT-NAME><PARAMS><PARAM xsi:type="VALUE"><SHORT-NAME>A</SHORT-NAME><DOP-REF ID-REF="DOP.Byte"/></PARAM>
            <PARAM ID="K" xsi:type="TABLE-KEY"><SHORT-NAME>Key</SHORT-NAME><TABLE-REF ID-REF="T"/></PARAM>
            <PARAM xsi:type="TABLE-STRUCT"><SHORT-NAME>Row</SHORT-NAME><TABLE-KEY-SNREF SHORT-NAME="Key"/></PARAM></PARAMS></STRUCTURE>
            <STRUCTURE ID="S.Outer"><SHORT-NAME>Outer</SHORT-NAME><PARAMS><PARAM xsi:type="VALUE"><SHORT-NAME>B</SHORT-NAME><DOP-REF ID-REF="S.Inner"/></PARAM></PARAMS></STRUCTURE></STRUCTURES>
            <END-OF-PDU-FIELDS><END-OF-PDU-FIELD ID="F"><SHORT-NAME>Field</SHORT-NAME><BASIC-STRUCTURE-SNREF SHORT-NAME="Inner"/></END-OF-PDU-FIELD></END-OF-PDU-FIELDS>
            <TABLES><TABLE ID="T"><SHORT-NAME>Table</SHORT-NAME><KEY-DOP-REF ID-REF="DOP.Byte"/>
            <TABLE-ROW ID="R"><SHORT-NAME>One</SHORT-NAME><KEY>1</KEY><DATA-OBJECT-PROP-REF ID-REF="DOP.Byte"/></TABLE-ROW></TABLE></TABLES>
            """,
        more: """<SDGS><SDG SI="s"><SDG-CAPTION><SHORT-NAME>C</SHORT-NAME></SDG-CAPTION><SD>x</SD></SDG></SDGS>""",
        layers: """
            <ECU-VARIANTS><ECU-VARIANT ID="EV"><SHORT-NAME>Wiper_2</SHORT-NAME>
            <ECU-VARIANT-PATTERNS><ECU-VARIANT-PATTERN><MATCHING-PARAMETERS><MATCHING-PARAMETER><EXPECTED-VALUE>2</EXPECTED-VALUE>
            <DIAG-COMM-SNREF SHORT-NAME="Read"/><OUT-PARAM-IF-SNREF SHORT-NAME="Value"/></MATCHING-PARAMETER></MATCHING-PARAMETERS></ECU-VARIANT-PATTERN></ECU-VARIANT-PATTERNS>
            <PARENT-REFS><PARENT-REF ID-REF="BV" xsi:type="BASE-VARIANT-REF"/></PARENT-REFS></ECU-VARIANT></ECU-VARIANTS>
            """);

    private static string Mutate(string original, Random random)
    {
        var text = new StringBuilder(original);
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(6))
            {
                case 0:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(1, 60), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                case 3:
                    SwapQuoted(text, random);
                    break;
                case 4:
                    DuplicateElement(text, random);
                    break;
                default:
                    SwapQuoted(text, random);
                    DuplicateElement(text, random);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Replaces a quoted value by another one of the document: references lead elsewhere, types change.</summary>
    private static void SwapQuoted(StringBuilder text, Random random)
    {
        var parts = text.ToString().Split('"');
        if (parts.Length >= 5)
        {
            parts[(2 * random.Next((parts.Length - 1) / 2)) + 1] = parts[(2 * random.Next((parts.Length - 1) / 2)) + 1];
            text.Clear().AppendJoin('"', parts);
        }
    }

    private static void DuplicateElement(StringBuilder text, Random random)
    {
        var whole = text.ToString();
        var start = whole.IndexOf("<PARAM", random.Next(whole.Length), StringComparison.Ordinal);
        var end = start < 0 ? -1 : whole.IndexOf("</PARAM>", start, StringComparison.Ordinal);
        if (end > 0)
        {
            text.Insert(end + "</PARAM>".Length, whole[start..(end + "</PARAM>".Length)]);
        }
    }
}
