namespace Modular.Odx.Tests.Support;

/// <summary>Small ODX documents as text.</summary>
internal static class OdxText
{
    /// <summary>A DOP of eight bits.</summary>
    public const string Byte = """
        <DATA-OBJECT-PROP ID="DOP.Byte"><SHORT-NAME>Byte</SHORT-NAME>
         <COMPU-METHOD><CATEGORY>IDENTICAL</CATEGORY></COMPU-METHOD>
         <DIAG-CODED-TYPE BASE-DATA-TYPE="A_UINT32" xsi:type="STANDARD-LENGTH-TYPE"><BIT-LENGTH>8</BIT-LENGTH></DIAG-CODED-TYPE>
         <PHYSICAL-TYPE BASE-DATA-TYPE="A_UINT32"/>
        </DATA-OBJECT-PROP>
        """;

    /// <summary>A document with one container.</summary>
    public static string Document(string layers, string name = "Container") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <ODX MODEL-VERSION="2.2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <DIAG-LAYER-CONTAINER ID="{name}"><SHORT-NAME>{name}</SHORT-NAME>
        {layers}
        </DIAG-LAYER-CONTAINER></ODX>
        """;

    /// <summary>A document with a base variant that reads one value by 0x22.</summary>
    /// <param name="parameter">The value's reference to its DOP.</param>
    /// <param name="dops">DATA-OBJECT-PROP elements.</param>
    /// <param name="more">Further parts of the base variant, after its messages.</param>
    /// <param name="dictionary">Further lists of the dictionary.</param>
    /// <param name="layers">Further layers.</param>
    public static string BaseVariant(
        string parameter = """<DOP-REF ID-REF="DOP.Byte"/>""", string dops = Byte, string more = "", string dictionary = "", string layers = "") =>
        Document($"""
            <BASE-VARIANTS><BASE-VARIANT ID="BV"><SHORT-NAME>Wiper</SHORT-NAME>
            <DIAG-DATA-DICTIONARY-SPEC><DATA-OBJECT-PROPS>{dops}</DATA-OBJECT-PROPS>{dictionary}</DIAG-DATA-DICTIONARY-SPEC>
            <DIAG-COMMS>{Service("Read", "BV")}</DIAG-COMMS>
            {Messages("BV", parameter)}
            {more}
            </BASE-VARIANT></BASE-VARIANTS>
            {layers}
            """);

    public static string Service(string name, string prefix, string more = "") =>
        $"""
        <DIAG-SERVICE ID="{prefix}.{name}"><SHORT-NAME>{name}</SHORT-NAME>{more}<REQUEST-REF ID-REF="{prefix}.RQ"/>
        <POS-RESPONSE-REFS><POS-RESPONSE-REF ID-REF="{prefix}.PR"/></POS-RESPONSE-REFS></DIAG-SERVICE>
        """;

    public static string Messages(string prefix, string parameter) =>
        $"""
        <REQUESTS><REQUEST ID="{prefix}.RQ"><SHORT-NAME>RQ</SHORT-NAME><PARAMS>{Constant("Sid", 0, 0x22)}</PARAMS></REQUEST></REQUESTS>
        <POS-RESPONSES><POS-RESPONSE ID="{prefix}.PR"><SHORT-NAME>PR</SHORT-NAME><PARAMS>{Constant("Sid", 0, 0x62)}
        <PARAM xsi:type="VALUE" SEMANTIC="DATA"><SHORT-NAME>Value</SHORT-NAME><BYTE-POSITION>1</BYTE-POSITION>{parameter}</PARAM>
        </PARAMS></POS-RESPONSE></POS-RESPONSES>
        """;

    public static string Constant(string name, int position, int value) =>
        $"""
        <PARAM xsi:type="CODED-CONST"><SHORT-NAME>{name}</SHORT-NAME><BYTE-POSITION>{position}</BYTE-POSITION><CODED-VALUE>{value}</CODED-VALUE>
        <DIAG-CODED-TYPE BASE-DATA-TYPE="A_UINT32" xsi:type="STANDARD-LENGTH-TYPE"><BIT-LENGTH>8</BIT-LENGTH></DIAG-CODED-TYPE></PARAM>
        """;
}
